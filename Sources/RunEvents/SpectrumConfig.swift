/// The windows that the spectral edge is computed over, and what is measured along its directions as the run goes on.
package struct SpectrumConfig: Sendable, Codable, Equatable {
    /// N, optimizer steps of one update (one row of the trajectory matrix).
    package var interval: Int
    /// W, updates in a window.
    package var window: Int
    package var tracked: TrackedParameters
    /// What is measured besides; nil in runs recorded before there was any of it.
    package var measurements: EdgeMeasurements?

    /// N of the fine window that is shown beside the paper's.
    package var fineInterval: Int { interval / SpectrumConfig.fineDivisor }

    /// Fine updates are a fifth of an interval: short enough to see the edge change hands inside one of the paper's
    /// windows.
    package static let fineDivisor = 5

    package init(interval: Int, window: Int, tracked: TrackedParameters, measurements: EdgeMeasurements? = nil) {
        self.interval = interval
        self.window = window
        self.tracked = tracked
        self.measurements = measurements
    }
}
