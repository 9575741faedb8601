package import RunEvents

/// What is asked for of a run's data; nil for what is left to the preset.
package struct RequestedData: Sendable {
    package var trainSequences: Int?
    package var testSequences: Int?
    package var batchSequences: Int?
    /// p.
    package var modulus: Int?
    package var split: ScanSplit?

    package init(
        trainSequences: Int? = nil, testSequences: Int? = nil, batchSequences: Int? = nil, modulus: Int? = nil,
        split: ScanSplit? = nil
    ) {
        self.trainSequences = trainSequences
        self.testSequences = testSequences
        self.batchSequences = batchSequences
        self.modulus = modulus
        self.split = split
    }
}
