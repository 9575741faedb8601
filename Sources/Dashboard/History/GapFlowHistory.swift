package import RunEvents
package import TerminalUI

/// The gap flows of the paper's window, and of any beginning of the run: `prefix` shares all storage and costs O(log
/// n).
package struct GapFlowHistory: Sendable {
    private var all: [GapFlowRecord] = []
    /// The last step that was known of when each came.
    private var arrivals: [Int] = []
    /// The steps at which the gap had come to lie elsewhere, with the new k*; and how many there had been by each
    /// record.
    private var moves = StepSeries()
    private var moveCounts: [Int] = []
    package private(set) var count = 0

    package init() {}

    package var newest: GapFlowRecord? { count == 0 ? nil : all[count - 1] }
    /// By step.
    package var records: ArraySlice<GapFlowRecord> { all[..<count] }
    /// Where k* changed, and what it became.
    package var changes: StepSeries { moves.prefix(count == 0 ? 0 : moveCounts[count - 1]) }

    /// The three terms as parts of |T1| + |T2| + |T3|, each with its sign: however far their sizes lie apart, they
    /// share a scale.
    package struct Shares: Hashable, Sendable {
        package var curvature: Double
        package var damping: Double
        package var driving: Double

        /// nil where a term is not finite, or all are zero.
        package init?(_ terms: GapFlowRecord.Terms) {
            let sum = terms.curvature.magnitude + terms.damping.magnitude + terms.driving.magnitude
            guard sum > 0, sum.isFinite else { return nil }
            curvature = terms.curvature / sum
            damping = terms.damping / sum
            driving = terms.driving / sum
        }
    }

    /// A record from before the newest one is not taken: no run goes back.
    ///
    /// - Precondition: this is no prefix.
    mutating func append(_ record: GapFlowRecord, reached: Int) {
        precondition(count == all.count, "append to the first \(count) of \(all.count) gap flows")
        guard newest.map({ $0.step < record.step }) ?? true else { return }
        all.append(record)
        arrivals.append(reached)
        count += 1
        if record.kStarChanged { moves.append(step: record.step, value: Double(record.kStar)) }
        moveCounts.append(moves.count)
    }

    /// What had come when no step after `reached` was known of.
    func prefix(reached: Int) -> GapFlowHistory {
        var prefix = self
        prefix.count = BinarySearch.firstIndex(in: 0..<count) { arrivals[$0] > reached }
        return prefix
    }
}
