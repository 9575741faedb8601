/// What a checkpoint holds besides tensors.
package struct CheckpointState: Sendable, Codable, Equatable {
    /// Steps done.
    package var step: Int
    package var reason: Reason
    /// How many of the run's reproduced events (`RunEvent.isReproduced`) came before: what goes on from here begins
    /// with the next one.
    package var reproducedEvents: Int
    /// ω from here on.
    package var weightDecay: Double
    /// What "on" would turn on.
    package var lastNonzeroWeightDecay: Double
    /// Steps that Adam's bias correction counts: those done since the optimizer was made or made anew. nil in
    /// checkpoints of before that could be: all of them.
    package var adamSteps: Int?
    /// State of the generator that batches are drawn with: four words.
    package var batchGenerator: [UInt64]
    package var markers: Markers

    /// Why it was made.
    package enum Reason: String, Sendable, Codable, CaseIterable {
        /// So many intervals have passed.
        case interval
        case memorized, grokked, slingshot
        /// ω was changed.
        case weightDecay
        /// The optimizer was made anew.
        case freshOptimizer
        /// The run ended, or was stopped.
        case end

        /// Whether something happened that one may want to come back to: such checkpoints are the last to go.
        package var isMark: Bool {
            switch self {
            case .memorized, .grokked, .slingshot, .weightDecay, .freshOptimizer: true
            case .interval, .end: false
            }
        }
    }

    /// What the next marks depend on.
    package struct Markers: Sendable, Codable, Equatable {
        package var isMemorized = false
        package var isGrokked = false
        /// In a slingshot that has not turned yet.
        package var isFalling = false
        package var previousTestAccuracy: Double?

        package init() {}
    }

    package init(
        step: Int, reason: Reason, reproducedEvents: Int, weightDecay: Double, lastNonzeroWeightDecay: Double,
        adamSteps: Int? = nil, batchGenerator: [UInt64], markers: Markers
    ) {
        self.step = step
        self.reason = reason
        self.reproducedEvents = reproducedEvents
        self.weightDecay = weightDecay
        self.lastNonzeroWeightDecay = lastNonzeroWeightDecay
        self.adamSteps = adamSteps
        self.batchGenerator = batchGenerator
        self.markers = markers
    }
}
