/// The program and the machine that compute a run: not part of the configuration, but needed to trust or repeat the
/// run's bits.
package struct EngineRecord: Sendable, Codable, Equatable {
    /// The version of groktop.
    package var version: String
    /// The kernels that OpenBLAS picked. Kernels for another type of core round differently.
    package var blasCore: String
    /// How many worker threads compute.
    package var threads: Int
    /// How many parameters the model has.
    package var parameterCount: Int
    /// P, how many parameters are tracked.
    package var trackedParameterCount: Int

    /// Makes a record from its members, which it does not check.
    package init(version: String, blasCore: String, threads: Int, parameterCount: Int, trackedParameterCount: Int) {
        self.version = version
        self.blasCore = blasCore
        self.threads = threads
        self.parameterCount = parameterCount
        self.trackedParameterCount = trackedParameterCount
    }
}
