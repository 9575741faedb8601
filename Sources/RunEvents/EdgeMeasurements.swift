/// What a run measures of the spectral edge as it goes on, besides the spectra of its two windows.
package struct EdgeMeasurements: Sendable, Equatable {
    /// The lengths W of the windows that are followed at both intervals (`WindowRecord`).
    package var windows: [Int]
    /// How many train sequences, from the first on, the gap flow's curvatures are measured on; 0 for no gap flow.
    package var curvatureSequences: Int
    /// How many intervals lie between two measurements of functional R²; 0 for none.
    package var responseIntervals: Int
    /// Whether the gap's change is accounted for at every interval (`GapLedgerRecord`); false in runs that began before
    /// this existed, so that they go on as they began.
    package var gapLedger: Bool

    /// The lengths at which the published figures are checked: the paper's five updates, fewer, and two and five times
    /// as many.
    package static let defaultWindows = [3, 5, 10, 25]

    /// Makes a set of measurements from its members, which it does not check.
    package init(
        windows: [Int] = EdgeMeasurements.defaultWindows, curvatureSequences: Int, responseIntervals: Int,
        gapLedger: Bool = true
    ) {
        self.windows = windows
        self.curvatureSequences = curvatureSequences
        self.responseIntervals = responseIntervals
        self.gapLedger = gapLedger
    }
}

extension EdgeMeasurements: Codable {
    private enum Key: String, CodingKey { case windows, curvatureSequences, responseIntervals, gapLedger }

    /// Writes all members; `gapLedger` only where it is true, so that an earlier run's configuration stays as it is.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(windows, forKey: .windows)
        try container.encode(curvatureSequences, forKey: .curvatureSequences)
        try container.encode(responseIntervals, forKey: .responseIntervals)
        if gapLedger { try container.encode(true, forKey: .gapLedger) }
    }

    /// Reads all members; without `gapLedger` there is none.
    ///
    /// - Throws: `DecodingError` where another member is missing.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        windows = try container.decode([Int].self, forKey: .windows)
        curvatureSequences = try container.decode(Int.self, forKey: .curvatureSequences)
        responseIntervals = try container.decode(Int.self, forKey: .responseIntervals)
        gapLedger = try container.decodeIfPresent(Bool.self, forKey: .gapLedger) ?? false
    }
}
