/// How much data there is, and how it is drawn.
package struct DataConfig: Sendable, Codable, Equatable {
    package var trainSequences: Int
    package var testSequences: Int
    /// B, sequences of one optimizer step, drawn from the train set with replacement.
    package var batchSequences: Int

    package init(trainSequences: Int, testSequences: Int, batchSequences: Int) {
        self.trainSequences = trainSequences
        self.testSequences = testSequences
        self.batchSequences = batchSequences
    }
}
