package import RunEvents

/// The full windows of one interval. Windows that are still filling are not kept: what a few updates say about an edge
/// is not what the same number of columns beside it says.
package struct SpectrumHistory: Sendable {
    /// By step.
    package private(set) var records: [SpectrumRecord] = []
    /// Smallest and largest eigenvalue above zero, over all records.
    package private(set) var extremes: ClosedRange<Double>?

    package init() {}

    package var newest: SpectrumRecord? { records.last }

    mutating func append(_ record: SpectrumRecord) {
        guard record.sigma.count >= record.window else { return }
        records.append(record)
        for value in record.eigenvalues where value > 0 && value.isFinite {
            let known = extremes ?? value...value
            extremes = min(known.lowerBound, value)...max(known.upperBound, value)
        }
    }
}
