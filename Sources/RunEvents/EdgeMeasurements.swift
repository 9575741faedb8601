/// What a run measures of the spectral edge as it goes on, besides the spectra of its two windows.
package struct EdgeMeasurements: Sendable, Codable, Equatable {
    /// The lengths W of the windows that are followed at both intervals (`WindowRecord`).
    package var windows: [Int]
    /// How many train sequences, from the first on, the gap flow's curvatures are measured on; 0 for no gap flow.
    package var curvatureSequences: Int
    /// How many intervals lie between two measurements of functional R²; 0 for none.
    package var responseIntervals: Int

    /// The lengths at which the published figures are checked: the paper's five updates, fewer, and two and five times
    /// as many.
    package static let defaultWindows = [3, 5, 10, 25]

    /// Makes a set of measurements from its members, which it does not check.
    package init(windows: [Int] = EdgeMeasurements.defaultWindows, curvatureSequences: Int, responseIntervals: Int) {
        self.windows = windows
        self.curvatureSequences = curvatureSequences
        self.responseIntervals = responseIntervals
    }
}
