/// When and on how much accuracy is measured.
package struct EvaluationConfig: Sendable, Codable, Equatable {
    /// Optimizer steps between two evaluations.
    package var interval: Int
    /// Test sequences of an ordinary evaluation (the first ones of the test set). Markers and the end use all.
    package var testSequences: Int

    package init(interval: Int, testSequences: Int) {
        self.interval = interval
        self.testSequences = testSequences
    }
}
