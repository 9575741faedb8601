/// How much data there is, and how it is drawn.
package struct DataConfig: Sendable, Codable, Equatable {
    package var trainSequences: Int
    package var testSequences: Int
    /// B, sequences of one optimizer step, drawn from the train set with replacement.
    package var batchSequences: Int
    /// p of modular arithmetic; nil for the other tasks.
    package var modulus: Int?
    /// SCAN's split; nil for the other tasks.
    package var split: ScanSplit?

    package init(
        trainSequences: Int, testSequences: Int, batchSequences: Int, modulus: Int? = nil, split: ScanSplit? = nil
    ) {
        self.trainSequences = trainSequences
        self.testSequences = testSequences
        self.batchSequences = batchSequences
        self.modulus = modulus
        self.split = split
    }
}
