package import RunEvents
import TerminalUI

/// A record of a measurement at an optimizer step.
package protocol Stepped {
    /// Optimizer steps done.
    var step: Int { get }
}

extension EvaluationRecord: Stepped {}
extension GapFlowRecord: Stepped {}
extension GapLedgerRecord: Stepped {}

/// Lines whose steps ascend like their arrivals.
extension TimeLine where Record: Stepped {
    /// Adds a record unless it is from before the newest one, or from the same step. A run that goes back has
    /// its lines cut first.
    ///
    /// - Returns: whether it was added.
    /// - Precondition: this is the whole line.
    mutating func appendIfLater(_ record: Record, reached: Int) -> Bool {
        if let newest, newest.step >= record.step { return false }
        append(record, reached: reached)
        return true
    }

    /// The index of the first record at a step or after it; `count` where there is none. O(log n).
    private func firstIndex(atOrAfter step: Int) -> Int {
        let records = records
        return BinarySearch.firstIndex(in: 0..<count) { records[$0].step >= step }
    }

    /// The first step at or after this one that has a record. O(log n).
    func firstStep(atOrAfter step: Int) -> Int? {
        let index = firstIndex(atOrAfter: step)
        return index < count ? records[index].step : nil
    }

    /// The last step before this one that has a record. O(log n).
    func lastStep(before step: Int) -> Int? {
        let index = firstIndex(atOrAfter: step)
        return index > 0 ? records[index - 1].step : nil
    }

    /// The values of a curve that come from the records of this line, where a record may have given none. O(log n).
    func beginning(of curve: StepSeries) -> StepSeries {
        firstLater.map { curve.prefix(curve.firstIndex(atOrAfter: $0.step)) } ?? curve
    }
}
