package import RunEvents

/// The requested size and parameters of a run's data. The preset decides everything that is nil or missing.
package struct RequestedData: Sendable {
    /// Sequences of the train set.
    package var trainSequences: Int?
    /// Sequences of the test set.
    package var testSequences: Int?
    /// Sequences of one optimizer step.
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
