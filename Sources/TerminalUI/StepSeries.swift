/// Values over ascending steps, made to be drawn at any zoom: finding the extremes of a stretch takes O(log n) time,
/// and so does finding a step.
///
/// A pyramid stands above the values: each level holds the extremes of `fan` neighbours of the level below, for
/// complete groups only. A beginning of the series therefore has the same pyramid, cut off: `prefix` shares everything
/// and costs nothing, however long the series is.
package struct StepSeries: Sendable {
    private var steps: [Int] = []
    private var values: [Double] = []
    private var levels: [[Extremes]] = []
    /// How many values there are.
    package private(set) var count = 0

    /// How many values a group has. A larger number takes less memory and more reads: 8 adds 3.4 bytes per value, and
    /// reads at most 14 entries of each level.
    package static let fan = 8

    /// One value with its step.
    package struct Point: Hashable, Sendable {
        /// The step of the value.
        package var step: Int
        /// The value; an infinity or a NaN is a gap.
        package var value: Double

        /// Makes a point from its members.
        package init(step: Int, value: Double) {
            self.step = step
            self.value = value
        }
    }

    /// Starts without a value.
    package init() {}

    /// Makes a series from points.
    ///
    /// - Precondition: the steps ascend.
    package init(_ points: [Point]) {
        for point in points { append(step: point.step, value: point.value) }
    }

    /// Whether there is no value.
    package var isEmpty: Bool { count == 0 }

    /// The step of a value.
    ///
    /// - Precondition: the index is below `count`.
    package func step(at index: Int) -> Int {
        precondition(index < count, "value \(index) of \(count)")
        return steps[index]
    }

    /// The value with the given index.
    ///
    /// - Precondition: the index is below `count`.
    package func value(at index: Int) -> Double {
        precondition(index < count, "value \(index) of \(count)")
        return values[index]
    }

    /// Adds a value, in amortized O(1) time as long as no prefix exists at the same time.
    ///
    /// - Precondition: this is not a prefix of a longer series, and `step` is not before the last one.
    package mutating func append(step: Int, value: Double) {
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

    /// Takes an entry of the pyramid; level 0 is the values themselves.
    private func read(_ index: Int, level: Int, into extremes: inout Extremes) {
        if level == 0 { extremes.take(values[index]) } else { extremes.take(levels[level - 1][index]) }
    }

    /// The first values, without a copy of them, in O(1) time.
    package func prefix(_ length: Int) -> StepSeries {
        precondition(length >= 0, "a prefix of \(length) values")
        var prefix = self
        prefix.count = min(count, length)
        return prefix
    }

    /// The index of the first value at `step` or after it; `count` where there is none. It takes O(log n) time.
    package func firstIndex(atOrAfter step: Int) -> Int {
        BinarySearch.firstIndex(in: 0..<count) { steps[$0] >= step }
    }

    /// The smallest and the largest value of a stretch, in O(log n) time.
    package func extremes(in range: Range<Int>) -> Extremes {
        var extremes = Extremes()
        forEachEntry(covering: range) { level, index in read(index, level: level, into: &extremes) }
        return extremes
    }

    /// Visits the fewest entries of the pyramid that make up a stretch: single values at its ends, and larger groups
    /// further in.
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
