/// Loss and accuracy at one step.
package struct EvaluationRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done when it was measured.
    package var step: Int
    /// Mean cross-entropy per scored token of the train set, in nats.
    package var trainLoss: Double
    /// Share of the train set's scored tokens whose largest logit is the target's.
    package var trainAccuracy: Double
    /// Mean cross-entropy per scored token of the test set, in nats.
    package var testLoss: Double
    /// Share of the test set's scored tokens whose largest logit is the target's.
    package var testAccuracy: Double
    /// Share of train sequences whose scored tokens are all right; nil where the task is not judged by it (all but
    /// SCAN).
    package var trainSequenceAccuracy: Double?
    /// Share of test sequences whose scored tokens are all right; nil where the task is not judged by it.
    package var testSequenceAccuracy: Double?
    /// How many train sequences the figures are measured on.
    package var trainSequences: Int
    /// How many test sequences the figures are measured on.
    package var testSequences: Int
    /// ‖θ‖, the norm of all parameters.
    package var parameterNorm: Double
    /// Measured optimizer steps per second, without pauses and pacing: the one figure that depends on the machine.
    package var stepsPerSecond: Double
    /// Share of the train set's scored tokens whose loss is zero in single precision: softmax collapse. Nothing of
    /// their own class is left in the gradient. nil in recordings from before format 4.
    ///
    /// Source: Prieto et al. 2025, arXiv:2501.04697, definition 1.
    package var trainZeroLossShare: Double?
    /// cos(−∇L, θ) over all parameters: 1 where descent only makes them longer (Prieto et al.'s naive loss
    /// minimization). ∇L is the gradient of the step's own minibatch, and both are as they were before that step. nil
    /// before the first step, where one of the two is zero, and in recordings from before format 4.
    package var descentCosine: Double?

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, trainLoss: Double, trainAccuracy: Double, testLoss: Double, testAccuracy: Double,
        trainSequenceAccuracy: Double? = nil, testSequenceAccuracy: Double? = nil, trainSequences: Int,
        testSequences: Int, parameterNorm: Double, stepsPerSecond: Double, trainZeroLossShare: Double? = nil,
        descentCosine: Double? = nil
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
        self.trainZeroLossShare = trainZeroLossShare
        self.descentCosine = descentCosine
    }

    /// The train accuracy that decides markers and that curves show: the share of sequences where the task is judged by
    /// them, the share of tokens otherwise.
    package var decidingTrainAccuracy: Double { trainSequenceAccuracy ?? trainAccuracy }
    /// The test accuracy that decides markers and that curves show, chosen as `decidingTrainAccuracy` is.
    package var decidingTestAccuracy: Double { testSequenceAccuracy ?? testAccuracy }
}
