/// The part of the time axis that a person looks at, and what is read there.
package struct TimeView: Hashable, Sendable {
    /// Steps from the left to the right edge; nil for all that there are.
    var length: Int?
    /// The step at the right edge of a part; nil where it follows the newest step.
    var last: Int?
    /// Whether equal ratios of steps are equally far apart, instead of equal differences.
    var isLogarithmic = false
    /// The step whose values all panels show, with a line through their curves; nil for the newest on the screen.
    var reading: Int?
    /// The step that the reading is compared with; nil for none.
    var mark: Int?

    /// Steps that a part has at least.
    static let leastLength = 10

    /// The right edge of a part that follows the newest step: it moves on by an eighth at a time, and not with every
    /// step.
    static func following(_ newest: Int, length: Int) -> Int {
        guard newest > length else { return length }
        let leap = max(1, length / 8)
        return (newest + leap - 1) / leap * leap
    }
}
