/// The smallest and the largest of some values. An infinite value or a NaN counts as a gap.
package struct Extremes: Hashable, Sendable {
    /// The smallest value; +∞ without one.
    package private(set) var lowest = Double.infinity
    /// The largest value; −∞ without one.
    package private(set) var highest = -Double.infinity
    /// Whether one of the values was infinite or a NaN.
    package private(set) var hasGap = false

    /// Starts without a value.
    package init() {}

    /// Takes one more value.
    package mutating func take(_ value: Double) {
        guard value.isFinite else {
            hasGap = true
            return
        }
        lowest = min(lowest, value)
        highest = max(highest, value)
    }

    /// Takes all values of the other extremes.
    package mutating func take(_ other: Extremes) {
        lowest = min(lowest, other.lowest)
        highest = max(highest, other.highest)
        hasGap = hasGap || other.hasGap
    }
}
