/// Smallest and largest of some values. What is no number, or infinite, counts as a gap.
package struct Extremes: Hashable, Sendable {
    /// +∞ and −∞ where there is no value but gaps.
    package private(set) var lowest = Double.infinity
    package private(set) var highest = -Double.infinity
    package private(set) var hasGap = false

    package init() {}

    package mutating func take(_ value: Double) {
        guard value.isFinite else {
            hasGap = true
            return
        }
        lowest = min(lowest, value)
        highest = max(highest, value)
    }

    package mutating func take(_ other: Extremes) {
        lowest = min(lowest, other.lowest)
        highest = max(highest, other.highest)
        hasGap = hasGap || other.hasGap
    }
}
