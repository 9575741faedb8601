/// Values over ascending steps, made to be drawn at any zoom: the extremes of any stretch of them are found in O(log
/// n), and so is a step.
///
/// Above the values stands a pyramid: each level has the extremes of `fan` neighbours of the one below, of whole groups
/// only. So a beginning of the series has the same pyramid as the whole, cut off: `prefix` shares everything and costs
/// nothing, however long the series.
package struct StepSeries: Sendable {
    private var steps: [Int] = []
    private var values: [Double] = []
    private var levels: [[Extremes]] = []
    /// What is added to each step.
    private var offset = 0
    /// How many values there are.
    package private(set) var count = 0

    /// Values in a group. Larger takes less room and more reads: 8 adds 3.4 bytes a value, and reads at most 14 entries
    /// of each level.
    package static let fan = 8

    /// A value at a step.
    package struct Point: Hashable, Sendable {
        /// Optimizer step at which the value was measured.
        package var step: Int
        /// The value; one that is not finite is a gap.
        package var value: Double

        /// A value at a step.
        package init(step: Int, value: Double) {
            self.step = step
            self.value = value
        }
    }

    /// A series without values.
    package init() {}

    /// - Precondition: by step, ascending.
    package init(_ points: [Point]) {
        for point in points { append(step: point.step, value: point.value) }
    }

    /// Whether there is no value.
    package var isEmpty: Bool { count == 0 }

    /// The step of the value at an index.
    ///
    /// - Precondition: the index is below `count`.
    package func step(at index: Int) -> Int {
        precondition(index < count, "value \(index) of \(count)")
        return steps[index] + offset
    }

    /// The value at an index.
    ///
    /// - Precondition: the index is below `count`.
    package func value(at index: Int) -> Double {
        precondition(index < count, "value \(index) of \(count)")
        return values[index]
    }

    /// Amortized O(1), as long as no prefix is kept at the same time.
    ///
    /// - Precondition: this is no prefix of a longer series and was not moved, and `step` is not before the last one.
    package mutating func append(step: Int, value: Double) {
        precondition(offset == 0, "append to a series that was moved")
        precondition(count == values.count, "append to the first \(count) of \(values.count) values")
        precondition(steps.last.map { $0 <= step } ?? true, "step \(step) after \(steps.last ?? 0)")
        steps.append(step)
        values.append(value)
        count += 1
        var below = count
        var level = 0
        while below % StepSeries.fan == 0 {
            below /= StepSeries.fan
            if level == levels.count { levels.append([]) }
            levels[level].append(group(below - 1, level: level))
            level += 1
        }
    }

    /// The extremes of group `index` of a level, from the level below.
    private func group(_ index: Int, level: Int) -> Extremes {
        var extremes = Extremes()
        for place in index * StepSeries.fan..<(index + 1) * StepSeries.fan {
            read(place, level: level, into: &extremes)
        }
        return extremes
    }

    /// Level 0 are the values themselves.
    private func read(_ index: Int, level: Int, into extremes: inout Extremes) {
        if level == 0 { extremes.take(values[index]) } else { extremes.take(levels[level - 1][index]) }
    }

    /// The first values, without a copy of them. O(1).
    package func prefix(_ length: Int) -> StepSeries {
        precondition(length >= 0, "a prefix of \(length) values")
        var prefix = self
        prefix.count = min(count, length)
        return prefix
    }

    /// Makes this prefix the whole series: the later values are forgotten.
    package mutating func forgetLater() {
        steps.removeLast(steps.count - count)
        values.removeLast(values.count - count)
        var whole = count
        for level in levels.indices {
            whole /= StepSeries.fan
            levels[level].removeLast(levels[level].count - whole)
        }
    }

    /// The same values so many steps later, or earlier where negative, without a copy of them. O(1).
    package func shifted(by steps: Int) -> StepSeries {
        var shifted = self
        shifted.offset += steps
        return shifted
    }

    /// The index of the first value at `step` or after it; `count` where there is none. O(log n).
    package func firstIndex(atOrAfter step: Int) -> Int {
        BinarySearch.firstIndex(in: 0..<count) { steps[$0] + offset >= step }
    }

    /// Smallest and largest value of a stretch. O(log n).
    package func extremes(in range: Range<Int>) -> Extremes {
        var extremes = Extremes()
        forEachEntry(covering: range) { level, index in read(index, level: level, into: &extremes) }
        return extremes
    }

    /// Smallest and largest value of all. O(log n).
    package var extremes: Extremes { extremes(in: 0..<count) }

    /// Smallest and largest value at the steps of a range. O(log n).
    package func extremes(within steps: StepRange) -> Extremes {
        extremes(in: firstIndex(atOrAfter: steps.first)..<firstIndex(atOrAfter: steps.last + 1))
    }

    /// The fewest entries of the pyramid that make up a stretch: single values at its ends, larger groups further in.
    package func forEachEntry(covering range: Range<Int>, _ body: (_ level: Int, _ index: Int) -> Void) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "values \(range) of \(count)")
        var (first, end) = (range.lowerBound, range.upperBound)
        var level = 0
        while first < end {
            while first < end, first % StepSeries.fan != 0 {
                body(level, first)
                first += 1
            }
            while first < end, end % StepSeries.fan != 0 {
                end -= 1
                body(level, end)
            }
            first /= StepSeries.fan
            end /= StepSeries.fan
            level += 1
        }
    }
}
