/// Loss and accuracy at one step.
package struct EvaluationRecord: Sendable, Codable, Equatable {
    package var step: Int
    /// Mean cross-entropy per scored token, in nats.
    package var trainLoss: Double
    /// Share of scored tokens whose largest logit is the target's.
    package var trainAccuracy: Double
    package var testLoss: Double
    package var testAccuracy: Double
    /// How many sequences the figures stand on.
    package var trainSequences: Int
    package var testSequences: Int
    /// ‖θ‖ of all parameters.
    package var parameterNorm: Double
    /// Optimizer steps a second as measured, pauses and pacing left out. The one figure that depends on the machine.
    package var stepsPerSecond: Double

    package init(
        step: Int, trainLoss: Double, trainAccuracy: Double, testLoss: Double, testAccuracy: Double,
        trainSequences: Int, testSequences: Int, parameterNorm: Double, stepsPerSecond: Double
    ) {
        self.step = step
        self.trainLoss = trainLoss
        self.trainAccuracy = trainAccuracy
        self.testLoss = testLoss
        self.testAccuracy = testAccuracy
        self.trainSequences = trainSequences
        self.testSequences = testSequences
        self.parameterNorm = parameterNorm
        self.stepsPerSecond = stepsPerSecond
    }
}
