/// How often accuracy is measured, and on how many sequences.
package struct EvaluationConfig: Sendable, Codable, Equatable {
    /// How many optimizer steps lie between two evaluations.
    package var interval: Int
    /// How many test sequences, from the first on, an ordinary evaluation uses. Evaluations at markers and at the end
    /// use all.
    package var testSequences: Int

    /// Makes a configuration of evaluations from its members, which it does not check.
    package init(interval: Int, testSequences: Int) {
        self.interval = interval
        self.testSequences = testSequences
    }
}
