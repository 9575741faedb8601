/// What is measured of the spectral edge as a run goes on, besides the spectra of its two windows.
package struct EdgeMeasurements: Sendable, Codable, Equatable {
    /// W of the windows that are followed beside, at both intervals (`WindowRecord`).
    package var windows: [Int]
    /// The first so many train sequences are what the gap flow's curvatures are measured on; 0 for no gap flow.
    package var curvatureSequences: Int
    /// Functional R² is measured at every so many intervals' end; 0 for never.
    package var responseIntervals: Int

    /// The windows that the published figures are looked at through: the paper's five updates, fewer, twice and five
    /// times as many.
    package static let defaultWindows = [3, 5, 10, 25]

    package init(windows: [Int] = EdgeMeasurements.defaultWindows, curvatureSequences: Int, responseIntervals: Int) {
        self.windows = windows
        self.curvatureSequences = curvatureSequences
        self.responseIntervals = responseIntervals
    }
}
