internal import RunEvents

/// Sizes of lists in the columns of `spectrum`, `gap_flow` and `response`.
enum SpectrumColumns {
    /// Directions that have a gradient fraction, an alignment, a rotation, a curvature and an R².
    static let directions = 4
    /// Random directions that functional R² is measured along.
    static let controls = 3
    /// Directions that both halves of a window of W updates have.
    static func halves(window: Int) -> Int { max(1, window / 2) }
}

extension SpectrumRecord: TableRow {
    static var blank: SpectrumRecord {
        SpectrumRecord(
            step: 0, interval: 0, window: 0, sigma: [], eigenvalues: [], kStarRatio: 0, kStarWeighted: 0, gapRatio: nil,
            g23: nil, gradientFraction: [], alignment: [], rotationDegrees: [], driveClass: .mixed)
    }

    /// - Precondition: the eigenvalues are the squares of σ, to the bit: they are not recorded.
    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        if row.isWriting { checkEigenvalues() }
        try row.integer("step", &step, in: row.limits.step)
        try row.integer("interval", &interval, in: row.limits.interval)
        try row.integer("window", &window, in: row.limits.place)
        try row.reals("sigma", &sigma, count: row.limits.window)
        if row.isReading { eigenvalues = sigma.map { $0 * $0 } }
        try row.reals("gradient_fraction", &gradientFraction, count: SpectrumColumns.directions)
        try row.reals("alignment", &alignment, count: SpectrumColumns.directions)
        try row.reals("rotation_degrees", &rotationDegrees, count: SpectrumColumns.directions)
        try row.integer("k_star_ratio", &kStarRatio, in: row.limits.place)
        try row.integer("k_star_weighted", &kStarWeighted, in: row.limits.place)
        try row.optionalReal("gap_ratio", &gapRatio)
        try row.optionalReal("g23", &g23)
        try row.word("drive_class", &driveClass)
    }

    private func checkEigenvalues() {
        precondition(
            eigenvalues.count == sigma.count
                && zip(eigenvalues, sigma).allSatisfy { $0.bitPattern == ($1 * $1).bitPattern },
            "step \(step): eigenvalues \(eigenvalues) are not the squares of \(sigma)")
    }
}
