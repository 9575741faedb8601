/// Which of many samples a column of the screen stands for.
package enum ColumnSampling {
    /// What a column has to show.
    package enum State: Hashable, Sendable {
        /// Not reached yet.
        case future
        case missing
        /// Index of the sample.
        case sample(Int)
    }

    /// The state of every column: the newest sample at its last step, a measured one and never a blend. A sample holds
    /// for `hold` steps.
    ///
    /// O(columns · log n).
    ///
    /// - Parameter step: the step of the sample at an index; ascending.
    package static func newest(count: Int, step: (Int) -> Int, time: TimeScale, now: Int, hold: Int) -> [State] {
        var next = 0
        return (0..<time.columns).map { column in
            let steps = time.steps(in: column)
            // With more columns than steps some have none of their own, and go on with the one before.
            let first = steps.isEmpty ? max(time.range.first, steps.lowerBound - 1) : steps.lowerBound
            guard first <= now else { return .future }
            let last = max(first, steps.upperBound - 1)
            next = BinarySearch.firstIndex(in: next..<count) { step($0) > last }
            guard next > 0, step(next - 1) + max(1, hold) > first else { return .missing }
            return .sample(next - 1)
        }
    }
}
