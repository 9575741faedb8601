extension MeasurementKind {
    /// Loss, accuracy and KL divergence along directions.
    package static let perturbation = MeasurementKind(
        "perturbation", command: "perturb", letter: "p", doing: "perturbing",
        summary: "loss, accuracy, KL moved along v₁…v₄", of: .directions, changesModel: true,
        record: PerturbationRecord.self)
}

/// The ε-sweep: θ_S moved along v_1…v_4.
package struct PerturbationRecord: MeasurementRecord {
    package static var measurement: MeasurementKind { .perturbation }

    package var step: Int
    package var interval: Int
    package var window: Int
    package var sequences: Int
    package var tokens: Int
    package var baseLoss: Double
    package var baseAccuracy: Double
    package var sweeps: [Sweep]

    package init(
        step: Int, interval: Int, window: Int, sequences: Int, tokens: Int, baseLoss: Double, baseAccuracy: Double,
        sweeps: [Sweep]
    ) {
        self.step = step
        self.interval = interval
        self.window = window
        self.sequences = sequences
        self.tokens = tokens
        self.baseLoss = baseLoss
        self.baseAccuracy = baseAccuracy
        self.sweeps = sweeps
    }

    package struct Sweep: Sendable, Codable, Equatable {
        /// The k of v_k, from 1.
        package var direction: Int
        package var points: [Point]

        package init(direction: Int, points: [Point]) {
            self.direction = direction
            self.points = points
        }
    }

    package struct Point: Sendable, Codable, Equatable {
        /// Length of the step along v_k (which has norm 1), in parameter units.
        package var epsilon: Double
        package var loss: Double
        package var accuracy: Double
        /// Mean over tokens of KL(base ‖ perturbed), in nats.
        package var klDivergence: Double
        /// Mean entropy of attention, in nats, over queries and then over all heads (as `AttentionRecord.summary`). nil
        /// in older recordings.
        package var attentionEntropy: Double?

        package init(
            epsilon: Double, loss: Double, accuracy: Double, klDivergence: Double, attentionEntropy: Double? = nil
        ) {
            self.epsilon = epsilon
            self.loss = loss
            self.accuracy = accuracy
            self.klDivergence = klDivergence
            self.attentionEntropy = attentionEntropy
        }
    }
}
