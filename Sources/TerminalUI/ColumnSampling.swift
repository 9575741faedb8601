/// Selects the sample that each column of the screen shows.
package enum ColumnSampling {
    /// The content of a column.
    package enum State: Hashable, Sendable {
        /// The run has not reached the column's steps.
        case future
        case missing
        /// The index of the sample to show.
        case sample(Int)
    }

    /// The content of each column: the newest sample up to the column's last step. It is always a measured sample,
    /// never a blend. A sample is shown for `hold` steps.
    ///
    /// It takes O(columns · log n) time.
    ///
    /// - Parameters:
    ///   - count: n, how many samples there are.
    ///   - step: the step of the sample with the given index; ascending.
    ///   - time: the mapping from steps to columns.
    ///   - now: the step that the run has reached.
    ///   - hold: how many steps a sample is valid.
    package static func newest(count: Int, step: (Int) -> Int, time: TimeScale, now: Int, hold: Int) -> [State] {
        var next = 0
        return (0..<time.columns).map { column in
            let steps = time.steps(in: column)
            // With more columns than steps, some columns have no step of their own and continue the column before.
            let first = steps.isEmpty ? column * time.limit / time.columns : steps.lowerBound
            guard first <= now else { return .future }
            let last = max(first, steps.upperBound - 1)
            next = BinarySearch.firstIndex(in: next..<count) { step($0) > last }
            guard next > 0, step(next - 1) + max(1, hold) > first else { return .missing }
            return .sample(next - 1)
        }
    }
}
