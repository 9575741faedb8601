/// The thresholds behind every class and marker. They are this project's choice, and are printed beside what they
/// decide.
package struct Thresholds: Sendable, Codable, Equatable {
    /// The smallest gradient fraction of v_k* at which the edge is functional.
    package var functional: Double = 0.9
    /// The largest gradient fraction of v_k* at which the edge is compression.
    package var compression: Double = 0.1
    /// The smallest train accuracy that counts as memorized.
    package var memorized: Double = 0.98
    /// The smallest test accuracy that counts as grokked.
    package var grokked: Double
    /// The smallest fall of the test accuracy, from one evaluation to the next, that counts as a slingshot: several
    /// times the difference between two evaluations of a quiet run.
    package var slingshotDrop: Double = 0.02

    /// The thresholds of the class by content; nil in runs recorded before that class existed.
    package var content: ContentThresholds?

    /// Makes the default thresholds, with that of the task.
    package init(grokked: Double) {
        self.grokked = grokked
        content = ContentThresholds()
    }
}
