package import RunEvents
package import TerminalUI

/// The gap flows of the paper's window over time.
package struct GapFlowHistory: Sendable {
    private var line = TimeLine<GapFlowRecord>()
    /// The steps at which the gap had come to lie elsewhere, with the new k*.
    private var moves = StepSeries()

    /// A run without a gap flow so far.
    package init() {}

    /// How many records have come.
    package var count: Int { line.count }
    /// The record of the latest step.
    package var newest: GapFlowRecord? { line.newest }
    /// All records, ascending by step.
    package var records: ArraySlice<GapFlowRecord> { line.records }
    /// The steps at which k* changed, with the new k*.
    package var changes: StepSeries { line.beginning(of: moves) }

    /// What the terms of an interval before said that the gap would change by over the newest interval: what its
    /// measured change is to be held against. nil where there were no terms then.
    package var forecast: Double? {
        let records = line.records
        guard let newest = records.last, let earlier = records.dropLast().last,
            earlier.step == newest.step &- newest.interval
        else { return nil }
        return earlier.predictedChange
    }

    /// The three terms as parts of |T1| + |T2| + |T3|, each with its sign. However far their sizes lie apart, they
    /// share a scale.
    package struct Shares: Hashable, Sendable {
        /// T1, the part of curvature.
        package var curvature: Double
        /// T2, the part of damping.
        package var damping: Double
        /// T3, the part of driving.
        package var driving: Double

        /// - Returns: nil where a term is not finite, or all are zero.
        package init?(_ terms: GapFlowRecord.Terms) {
            let sum = terms.curvature.magnitude + terms.damping.magnitude + terms.driving.magnitude
            guard sum > 0, sum.isFinite else { return nil }
            curvature = terms.curvature / sum
            damping = terms.damping / sum
            driving = terms.driving / sum
        }
    }

    /// Adds a record; one that is not after the newest is ignored.
    ///
    /// - Precondition: this is the whole run, and not its past.
    mutating func append(_ record: GapFlowRecord, reached: Int) {
        guard line.appendIfLater(record, reached: reached), record.kStarChanged else { return }
        moves.append(step: record.step, value: Double(record.kStar))
    }

    /// The history as it was when no step after `reached` was known of.
    func prefix(reached: Int) -> GapFlowHistory {
        var prefix = self
        prefix.line = line.prefix(reached: reached)
        return prefix
    }
}
