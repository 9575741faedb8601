import TerminalUI

/// Records in the order in which they came, as they are now or as they were when the run had reached an earlier step.
///
/// A record's *arrival* is the last step that was known of when it came: the answer of a probe that was asked for at
/// step 614 and answered at 900 arrives at 900. Every line is the beginning of a longer one or the whole of it, so that
/// `prefix(reached:)` shares all storage and takes O(log n).
struct TimeLine<Record: Sendable>: Sendable {
    private var all: [Record] = []
    /// Arrivals of all records, ascending.
    private var arrivals: [Int] = []
    /// How many records had come.
    private(set) var count = 0

    /// Whether no record had come.
    var isEmpty: Bool { count == 0 }
    /// The record that came last.
    var newest: Record? { isEmpty ? nil : all[count - 1] }
    /// The records that had come, oldest first.
    var records: ArraySlice<Record> { all[..<count] }
    /// The first record that had not come yet; nil where this is the whole line.
    var firstLater: Record? { count < all.count ? all[count] : nil }

    /// Adds a record. Amortized O(1), as long as no prefix is kept at the same time.
    ///
    /// - Parameter reached: the last step that is known of now; never less than at an earlier call.
    /// - Precondition: this is the whole line.
    mutating func append(_ record: Record, reached: Int) {
        precondition(count == all.count, "append to the first \(count) of \(all.count) records")
        all.append(record)
        arrivals.append(reached)
        count += 1
    }

    /// Changes a record, which keeps its arrival.
    ///
    /// - Precondition: this is the whole line.
    mutating func revise(_ index: Int, _ change: (inout Record) -> Void) {
        precondition(count == all.count, "a change to the first \(count) of \(all.count) records")
        change(&all[index])
    }

    /// Makes this beginning of a line the whole of it: what came later is forgotten.
    mutating func forgetLater() {
        all.removeLast(all.count - count)
        arrivals.removeLast(arrivals.count - count)
    }

    /// The line as it was when no step after `reached` was known of. O(log n).
    func prefix(reached: Int) -> TimeLine {
        var prefix = self
        prefix.count = BinarySearch.firstIndex(in: 0..<count) { arrivals[$0] > reached }
        return prefix
    }
}

extension TimeLine where Record: Equatable {
    /// Adds a value that may have changed; the newest value once more is no record.
    mutating func appendIfOther(_ value: Record, reached: Int) {
        if newest != value { append(value, reached: reached) }
    }
}
