/// The windows that the spectral edge is computed over.
package struct SpectrumConfig: Sendable, Codable, Equatable {
    /// N, optimizer steps of one update (one row of the trajectory matrix).
    package var interval: Int
    /// W, updates in a window.
    package var window: Int
    package var tracked: TrackedParameters

    /// N of the fine window that is shown beside the paper's.
    package var fineInterval: Int { interval / SpectrumConfig.fineDivisor }

    /// Fine updates are a fifth of an interval: short enough to see the edge change hands inside one of the paper's
    /// windows.
    package static let fineDivisor = 5

    package init(interval: Int, window: Int, tracked: TrackedParameters) {
        self.interval = interval
        self.window = window
        self.tracked = tracked
    }
}
