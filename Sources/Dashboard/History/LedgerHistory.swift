package import RunEvents
package import TerminalUI

/// The accounts of the gap of the paper's window over time.
package struct LedgerHistory: Sendable {
    private var line = TimeLine<GapLedgerRecord>()
    /// The steps at which the gap had come to lie elsewhere, with the new k*.
    private var moves = StepSeries()

    /// A run without an account so far.
    package init() {}

    /// How many records have come.
    package var count: Int { line.count }
    /// The record of the latest step.
    package var newest: GapLedgerRecord? { line.newest }
    /// All records, ascending by step.
    package var records: ArraySlice<GapLedgerRecord> { line.records }
    /// The steps at which k* changed, with the new k*.
    package var changes: StepSeries { line.beginning(of: moves) }

    /// The six parts, each with its sign, as shares of the sum of their magnitudes.
    ///
    /// - Returns: nil where a part is not finite, or all are zero.
    package static func shares(_ parts: LedgerParts) -> [Double]? {
        let sum = parts.values.reduce(0) { $0 + $1.magnitude }
        return sum > 0 && sum.isFinite ? parts.values.map { $0 / sum } : nil
    }

    /// Adds a record; one that is not after the newest is ignored.
    ///
    /// - Precondition: this is the whole run, and not its past.
    mutating func append(_ record: GapLedgerRecord, reached: Int) {
        guard line.appendIfLater(record, reached: reached), record.kStarChanged else { return }
        moves.append(step: record.step, value: Double(record.kStar))
    }

    /// The history as it was when no step after `reached` was known of.
    func prefix(reached: Int) -> LedgerHistory {
        var prefix = self
        prefix.line = line.prefix(reached: reached)
        return prefix
    }
}
