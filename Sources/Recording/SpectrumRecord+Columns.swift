internal import RunEvents

/// Sizes of lists in the columns of `spectrum`, `gap_flow` and `response`.
enum SpectrumColumns {
    /// Directions that gradient fraction, alignment and rotation are told of.
    static let directions = 4
    /// Random directions that functional R² is measured along.
    static let controls = 3
    /// Directions that both halves of a window of W updates have.
    static func halves(window: Int) -> Int { max(1, window / 2) }
}

extension SpectrumRecord {
    /// - Parameter window: W of the run.
    /// - Precondition: the eigenvalues are the squares of σ, to the bit: they are not recorded.
    func write(to row: inout some RowSink, window: Int) {
        precondition(
            eigenvalues.map(\.bitPattern) == sigma.map { ($0 * $0).bitPattern },
            "step \(step): eigenvalues \(eigenvalues) are not the squares of \(sigma)")
        row.integer(step)
        row.integer(interval)
        row.integer(self.window)
        row.reals(sigma, count: window)
        for list in [gradientFraction, alignment, rotationDegrees] {
            row.reals(list, count: SpectrumColumns.directions)
        }
        row.integer(kStarRatio)
        row.integer(kStarWeighted)
        row.optionalReal(gapRatio)
        row.optionalReal(g23)
        row.text(driveClass.rawValue)
    }

    init(row: inout ColumnReader) throws(RecordingError) {
        let window = row.limits.window
        let (step, interval) = (try row.step(), try row.integer(in: 1...max(1, row.limits.steps)))
        let ownWindow = try row.integer(in: 1...window)
        let sigma = try row.reals(count: window)
        let gradientFraction = try row.reals(count: SpectrumColumns.directions)
        let alignment = try row.reals(count: SpectrumColumns.directions)
        let rotationDegrees = try row.reals(count: SpectrumColumns.directions)
        self.init(
            step: step, interval: interval, window: ownWindow, sigma: sigma, eigenvalues: sigma.map { $0 * $0 },
            kStarRatio: try row.integer(in: 1...window), kStarWeighted: try row.integer(in: 1...window),
            gapRatio: try row.optionalReal(), g23: try row.optionalReal(), gradientFraction: gradientFraction,
            alignment: alignment, rotationDegrees: rotationDegrees, driveClass: try row.word(DriveClass.self))
    }
}
