/// The thresholds behind every class and marker. They are ours, and are printed with what they decide.
package struct Thresholds: Sendable, Codable, Equatable {
    /// Gradient fraction of v_k* from which the edge is functional.
    package var functional: Double = 0.9
    /// Gradient fraction of v_k* up to which the edge is compression.
    package var compression: Double = 0.1
    /// Train accuracy that counts as memorized.
    package var memorized: Double = 0.98
    /// Test accuracy that counts as grokked.
    package var grokked: Double
    /// A fall of the test accuracy by at least this much from one evaluation to the next is a slingshot: several times
    /// what two evaluations of a quiet run differ by.
    package var slingshotDrop: Double = 0.02

    /// Of the class by content; nil in runs recorded before there was one.
    package var content: ContentThresholds?

    package init(grokked: Double) {
        self.grokked = grokked
        content = ContentThresholds()
    }
}
