/// The part of a checkpoint that is not tensors.
package struct CheckpointState: Sendable, Codable, Equatable {
    /// Optimizer steps done.
    package var step: Int
    /// Why the checkpoint was made.
    package var reason: Reason
    /// How many of the run's reproduced events (`RunEvent.isReproduced`) came before: a run that continues from here
    /// begins with the next one.
    package var reproducedEvents: Int
    /// ω from this step on.
    package var weightDecay: Double
    /// The ω that the command `weight-decay=on` restores.
    package var lastNonzeroWeightDecay: Double
    /// Steps that Adam's bias correction counts: those since the optimizer was made or reset. It is nil in checkpoints
    /// from before an optimizer could be reset, and then all steps count.
    package var adamSteps: Int?
    /// What the configured η is multiplied by from this step on; nil for 1.
    package var learningRateFactor: Double?
    /// The state of the generator that draws batches: four words.
    package var batchGenerator: [UInt64]
    /// What the detection of the next markers depends on.
    package var markers: Markers

    /// Why a checkpoint was made.
    package enum Reason: String, Sendable, Codable, CaseIterable {
        /// The set number of intervals has passed.
        case interval
        case memorized, grokked, slingshot
        /// A command changed ω.
        case weightDecay
        /// A command reset the optimizer.
        case freshOptimizer
        /// A command changed η.
        case learningRate
        /// A command asked for it.
        case command
        /// The run ended, or was stopped.
        case end

        /// Whether the checkpoint marks something that a person may want to come back to. Such checkpoints are the last
        /// to be removed.
        package var isMark: Bool {
            switch self {
            case .memorized, .grokked, .slingshot, .weightDecay, .freshOptimizer, .learningRate, .command: true
            case .interval, .end: false
            }
        }
    }

    /// What the detection of the next markers depends on.
    package struct Markers: Sendable, Codable, Equatable {
        /// Whether the run has reached the threshold of memorized.
        package var isMemorized = false
        /// Whether the run has reached the threshold of grokked.
        package var isGrokked = false
        /// Whether the test accuracy is in a slingshot and has not turned up again.
        package var isFalling = false
        /// The test accuracy of the last evaluation; nil before the first.
        package var previousTestAccuracy: Double?

        /// Starts as a run does: nothing is reached.
        package init() {}
    }

    /// Makes a state from its members, which it does not check.
    package init(
        step: Int, reason: Reason, reproducedEvents: Int, weightDecay: Double, lastNonzeroWeightDecay: Double,
        adamSteps: Int? = nil, learningRateFactor: Double? = nil, batchGenerator: [UInt64], markers: Markers
    ) {
        self.step = step
        self.reason = reason
        self.reproducedEvents = reproducedEvents
        self.weightDecay = weightDecay
        self.lastNonzeroWeightDecay = lastNonzeroWeightDecay
        self.adamSteps = adamSteps
        self.learningRateFactor = learningRateFactor
        self.batchGenerator = batchGenerator
        self.markers = markers
    }
}
