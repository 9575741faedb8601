/// The smallest and the largest of some values. A value that is infinite or no number counts as a gap.
package struct Extremes: Hashable, Sendable {
    /// +∞ and −∞ where there is no value but gaps.
    package private(set) var lowest = Double.infinity
    /// The largest value; −∞ where there is no value but gaps.
    package private(set) var highest = -Double.infinity
    /// Whether a value was infinite or no number.
    package private(set) var hasGap = false

    /// The extremes of no values at all.
    package init() {}

    /// From the smallest value to the largest; nil where there is no value but gaps.
    package var range: ClosedRange<Double>? { lowest <= highest ? lowest...highest : nil }

    /// Adds one value.
    package mutating func take(_ value: Double) {
        guard value.isFinite else {
            hasGap = true
            return
        }
        lowest = min(lowest, value)
        highest = max(highest, value)
    }

    /// Adds all values that `other` stands for.
    package mutating func take(_ other: Extremes) {
        lowest = min(lowest, other.lowest)
        highest = max(highest, other.highest)
        hasGap = hasGap || other.hasGap
    }
}
