/// The mapping from steps to columns. Whatever has the same steps and the same number of columns lines up.
package struct TimeScale: Hashable, Sendable {
    /// The steps from the left to the right edge.
    package let range: StepRange
    /// Columns that the steps are spread over.
    package let columns: Int

    /// A scale of these steps. A negative number of columns counts as 0.
    package init(_ range: StepRange, columns: Int) {
        self.range = range
        self.columns = max(0, columns)
    }

    /// The column of a step, where each column is cut into `parts`; nil where the step is off the scale.
    ///
    /// Rounding is down, so that column/parts of a finer scale is always the column of the coarse one.
    package func column(of step: Int, parts: Int = 1) -> Int? {
        guard range.contains(step), columns > 0 else { return nil }
        return min(columns * parts - 1, unlimitedColumn(of: step, parts: parts))
    }

    private func unlimitedColumn(of step: Int, parts: Int) -> Int {
        guard range.firstOfRatios != nil else {
            let (product, overflow) = (step - range.first).multipliedReportingOverflow(by: columns * parts)
            return overflow ? Int(range.place(of: step) * Double(columns * parts)) : product / range.length
        }
        return Int(range.place(of: step) * Double(columns) * Double(parts))
    }

    /// The steps that fall into a column.
    package func steps(in column: Int) -> Range<Int> {
        guard columns > 0 else { return 0..<0 }
        return firstStep(of: column)..<(column >= columns - 1 ? range.last + 1 : firstStep(of: column + 1))
    }

    /// The first step in a column or after it.
    private func firstStep(of column: Int) -> Int {
        let (product, overflow) = column.multipliedReportingOverflow(by: range.length)
        if range.firstOfRatios == nil, !overflow { return range.first + (product + columns - 1) / columns }
        return BinarySearch.firstIndex(in: range.first..<range.last + 1) { unlimitedColumn(of: $0, parts: 1) >= column }
    }

    /// The steps that have a label: round ones, each with at least `width` columns.
    package func labels(width: Int) -> [Int] {
        guard columns > 0 else { return [range.first] }
        if range.firstOfRatios == nil { return evenLabels(width: width) }
        var labels: [Int: Int] = [:]
        for multiple in [1, 5, 2] {
            for step in NiceSteps.multiples(multiple, in: range.first...range.last) {
                guard let column = column(of: step), labels.keys.allSatisfy({ abs($0 - column) >= width }) else {
                    continue
                }
                labels[column] = step
            }
        }
        return labels.values.sorted()
    }

    private func evenLabels(width: Int) -> [Int] {
        let wanted = max(1, Int(Double(range.length) * Double(width) / Double(columns)))
        let interval = max(1, NiceSteps.atLeast(wanted, from: NiceSteps.intervals))
        let beyond = range.first % interval
        let first = beyond == 0 ? range.first : range.first - beyond + interval
        return Array(stride(from: first, through: range.last, by: interval))
    }
}

/// Round numbers of steps.
package enum NiceSteps {
    /// Mantissas of the distances between labels.
    package static let intervals = [1, 2, 4, 5, 10]
    /// About a fifth apart: an axis that grows along them is always more than four fifths full.
    package static let limits = [10, 12, 14, 17, 20, 24, 28, 34, 40, 48, 58, 70, 84, 100]

    /// The smallest m·10ⁿ that is not below `value`, where m is one of the multiples, which ascend.
    package static func atLeast(_ value: Int, from multiples: [Int]) -> Int {
        var scale = 1
        while true {
            for multiple in multiples where multiple * scale >= value { return multiple * scale }
            let (next, overflow) = scale.multipliedReportingOverflow(by: 10)
            if overflow || next > Int.max / 100 { return value }
            scale = next
        }
    }

    /// The multiple of each power of ten that lies in a range, ascending; for 1 with 0 before them.
    package static func multiples(_ multiple: Int, in range: ClosedRange<Int>) -> [Int] {
        var found = multiple == 1 && range.contains(0) ? [0] : []
        var step = multiple
        while step <= range.upperBound {
            if range.contains(step) { found.append(step) }
            let (next, overflow) = step.multipliedReportingOverflow(by: 10)
            if overflow { break }
            step = next
        }
        return found
    }
}
