package import RunEvents

/// The requested size and parameters of a run's data. The preset decides everything that is nil or missing.
package struct RequestedData: Sendable {
    /// How many sequences the train set shall have.
    package var trainSequences: Int?
    /// How many sequences the test set shall have.
    package var testSequences: Int?
    /// How many sequences one optimizer step shall draw.
    package var batchSequences: Int?
    /// The task's parameters by name.
    package var parameters: [String: TaskParameterValue]

    /// Makes a request; nil leaves the choice to the preset.
    package init(
        trainSequences: Int? = nil, testSequences: Int? = nil, batchSequences: Int? = nil,
        parameters: [String: TaskParameterValue] = [:]
    ) {
        self.trainSequences = trainSequences
        self.testSequences = testSequences
        self.batchSequences = batchSequences
        self.parameters = parameters
    }
}
