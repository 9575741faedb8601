package import RunEvents
package import TerminalUI

/// A record about the gap of the paper's window.
package protocol GapRecord: Stepped, Sendable {
    /// The k* at which the gap lies, counted from 1.
    var kStar: Int { get }
    /// Whether the gap lay elsewhere in the window before.
    var kStarChanged: Bool { get }
}

extension GapFlowRecord: GapRecord {}
extension GapLedgerRecord: GapRecord {}

/// Records about the gap of the paper's window over time.
package struct GapHistory<Record: GapRecord>: Sendable {
    private var line = TimeLine<Record>()
    /// The steps at which the gap had come to lie elsewhere, with the new k*.
    private var moves = StepSeries()

    /// A run without a record so far.
    package init() {}

    /// How many records have come.
    package var count: Int { line.count }
    /// The record of the latest step.
    package var newest: Record? { line.newest }
    /// All records, ascending by step.
    package var records: ArraySlice<Record> { line.records }
    /// The steps at which k* changed, with the new k*.
    package var changes: StepSeries { line.beginning(of: moves) }

    /// Adds a record; one that is not after the newest is ignored.
    ///
    /// - Precondition: this is the whole run, and not its past.
    mutating func append(_ record: Record, reached: Int) {
        guard line.appendIfLater(record, reached: reached), record.kStarChanged else { return }
        moves.append(step: record.step, value: Double(record.kStar))
    }

    /// Makes this beginning of a history the whole of it: what came later is forgotten.
    mutating func forgetLater() {
        moves = changes
        moves.forgetLater()
        line.forgetLater()
    }

    /// The history as it was when no step after `reached` was known of.
    func prefix(reached: Int) -> GapHistory {
        var prefix = self
        prefix.line = line.prefix(reached: reached)
        return prefix
    }
}

extension GapHistory<GapFlowRecord> {
    /// The change of the gap over the newest interval, as the terms at its start predicted it. It stands beside the
    /// change that was measured; nil where there were no terms then.
    package var forecast: Double? {
        guard let newest = records.last, let earlier = records.dropLast().last,
            earlier.step == newest.step &- newest.interval
        else { return nil }
        return earlier.predictedChange
    }
}
