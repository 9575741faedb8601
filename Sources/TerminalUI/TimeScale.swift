/// The one mapping from steps to columns. Whatever has the same `limit` and the same number of columns lines up.
package struct TimeScale: Hashable, Sendable {
    /// The step at the right edge. At least 1.
    package let limit: Int
    package let columns: Int

    package init(limit: Int, columns: Int) {
        self.limit = max(1, limit)
        self.columns = max(0, columns)
    }

    /// The column of a step, in columns each cut into `parts`. nil off the scale.
    ///
    /// Rounding is down, so that column/parts of a finer scale is always the column of the coarse one.
    package func column(of step: Int, parts: Int = 1) -> Int? {
        guard step >= 0, step <= limit, columns > 0 else { return nil }
        return min(columns * parts - 1, step * columns * parts / limit)
    }

    /// The steps that fall into a column.
    package func steps(in column: Int) -> Range<Int> {
        guard columns > 0 else { return 0..<0 }
        func first(_ column: Int) -> Int { (column * limit + columns - 1) / columns }
        return first(column)..<(column == columns - 1 ? limit + 1 : first(column + 1))
    }

    /// Round distances between labels, so that each has at least `width` columns.
    package func labelInterval(width: Int) -> Int {
        guard columns > 0 else { return limit }
        let wanted = max(1, limit * width / columns)
        return NiceSteps.atLeast(wanted, from: NiceSteps.intervals)
    }
}

/// Round numbers.
package enum NiceSteps {
    package static let intervals = [1, 2, 4, 5, 10]
    /// About a fifth apart: an axis that grows along them is always more than four fifths full.
    package static let limits = [10, 12, 14, 17, 20, 24, 28, 34, 40, 48, 58, 70, 84, 100]

    /// The smallest m·10ⁿ that is not below `value`, m one of the given, ascending.
    package static func atLeast(_ value: Int, from multiples: [Int]) -> Int {
        var scale = 1
        while true {
            for multiple in multiples where multiple * scale >= value { return multiple * scale }
            let (next, overflow) = scale.multipliedReportingOverflow(by: 10)
            if overflow || next > Int.max / 100 { return value }
            scale = next
        }
    }
}
