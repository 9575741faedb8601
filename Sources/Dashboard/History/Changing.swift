import TerminalUI

/// A value that changes now and then, with all that it was before: what it was when the run had reached a step is found
/// in O(log n) of its changes.
///
/// Takes its changes in the order in which they came, each with the last step that was known of then.
struct Changing<Value: Sendable>: Sendable {
    private var values: [Value] = []
    /// Ascending.
    private var arrivals: [Int] = []

    /// All of them, oldest first.
    var all: [Value] { values }

    mutating func set(_ value: Value, reached: Int) {
        values.append(value)
        arrivals.append(reached)
    }

    /// nil before the first change.
    func value(at reached: Int) -> Value? {
        let next = BinarySearch.firstIndex(in: 0..<arrivals.count) { arrivals[$0] > reached }
        return next > 0 ? values[next - 1] : nil
    }
}

extension Changing where Value: Equatable {
    /// Being told the same again is no change.
    mutating func setIfOther(_ value: Value, reached: Int) {
        if values.last != value { set(value, reached: reached) }
    }
}
