/// The windows that the spectral edge is computed over, and what is measured along its directions as the run goes on.
package struct SpectrumConfig: Sendable, Codable, Equatable {
    /// N, optimizer steps of one update (one row of the trajectory matrix).
    package var interval: Int
    /// W, how many updates a window holds.
    package var window: Int
    /// Which parameters θ_S consists of.
    package var tracked: TrackedParameters
    /// The measurements besides the spectra; nil in runs recorded before these existed.
    package var measurements: EdgeMeasurements?

    /// Optimizer steps of one update in the fine window, which is shown beside the paper's.
    package var fineInterval: Int { interval / SpectrumConfig.fineDivisor }

    /// How many fine updates make up an interval. A fifth of an interval is short enough to see the edge change hands
    /// inside one of the paper's windows.
    package static let fineDivisor = 5

    /// Makes a configuration of the windows from its members, which it does not check.
    package init(interval: Int, window: Int, tracked: TrackedParameters, measurements: EdgeMeasurements? = nil) {
        self.interval = interval
        self.window = window
        self.tracked = tracked
        self.measurements = measurements
    }
}
