package import RunEvents

/// What is asked for of a run's data. What is nil, and what is no member of `parameters`, is left to the preset.
package struct RequestedData: Sendable {
    /// Sequences of the train set.
    package var trainSequences: Int?
    /// Sequences of the test set.
    package var testSequences: Int?
    /// Sequences of one optimizer step.
    package var batchSequences: Int?
    /// The task's parameters by name.
    package var parameters: [String: TaskParameterValue]

    /// Asks for what is not nil.
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
