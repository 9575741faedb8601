/// What the run is computed by: not decided by the configuration, but needed to trust or repeat its bits.
package struct EngineRecord: Sendable, Codable, Equatable {
    package var version: String
    /// The kernels that OpenBLAS picked. Another core type rounds differently.
    package var blasCore: String
    package var threads: Int
    package var parameterCount: Int
    /// P.
    package var trackedParameterCount: Int

    package init(version: String, blasCore: String, threads: Int, parameterCount: Int, trackedParameterCount: Int) {
        self.version = version
        self.blasCore = blasCore
        self.threads = threads
        self.parameterCount = parameterCount
        self.trackedParameterCount = trackedParameterCount
    }
}
