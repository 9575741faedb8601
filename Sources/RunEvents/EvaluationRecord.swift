/// Loss and accuracy at one step.
package struct EvaluationRecord: Sendable, Codable, Equatable {
    package var step: Int
    /// Mean cross-entropy per scored token, in nats.
    package var trainLoss: Double
    /// Share of scored tokens whose largest logit is the target's.
    package var trainAccuracy: Double
    package var testLoss: Double
    package var testAccuracy: Double
    /// Share of sequences of which every scored token is right; nil where a task is not judged by it (all but SCAN).
    package var trainSequenceAccuracy: Double?
    package var testSequenceAccuracy: Double?
    /// How many sequences the figures stand on.
    package var trainSequences: Int
    package var testSequences: Int
    /// ‖θ‖ of all parameters.
    package var parameterNorm: Double
    /// Optimizer steps a second as measured, pauses and pacing left out. The one figure that depends on the machine.
    package var stepsPerSecond: Double

    package init(
        step: Int, trainLoss: Double, trainAccuracy: Double, testLoss: Double, testAccuracy: Double,
        trainSequenceAccuracy: Double? = nil, testSequenceAccuracy: Double? = nil, trainSequences: Int,
        testSequences: Int, parameterNorm: Double, stepsPerSecond: Double
    ) {
        self.step = step
        self.trainLoss = trainLoss
        self.trainAccuracy = trainAccuracy
        self.testLoss = testLoss
        self.testAccuracy = testAccuracy
        self.trainSequenceAccuracy = trainSequenceAccuracy
        self.testSequenceAccuracy = testSequenceAccuracy
        self.trainSequences = trainSequences
        self.testSequences = testSequences
        self.parameterNorm = parameterNorm
        self.stepsPerSecond = stepsPerSecond
    }

    /// The accuracies that markers are set by and curves drawn of: of whole sequences where the task is judged by them,
    /// of tokens otherwise.
    package var decidingTrainAccuracy: Double { trainSequenceAccuracy ?? trainAccuracy }
    package var decidingTestAccuracy: Double { testSequenceAccuracy ?? testAccuracy }
}
