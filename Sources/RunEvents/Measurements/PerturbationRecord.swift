extension MeasurementKind {
    /// Loss, accuracy and KL divergence along directions.
    package static let perturbation = MeasurementKind(
        "perturbation", command: "perturb", letter: "p", doing: "perturbing",
        summary: "loss, accuracy, KL moved along v₁…v₄", of: .directions, changesModel: true,
        record: PerturbationRecord.self)
}

/// The ε-sweep: loss, accuracy and KL divergence while θ_S moves along v_1…v_4.
package struct PerturbationRecord: MeasurementRecord {
    /// The measurement `perturbation`.
    package static var measurement: MeasurementKind { .perturbation }

    /// The step whose parameters were measured.
    package var step: Int
    /// N, optimizer steps of each update in the window that the directions belong to.
    package var interval: Int
    /// W, updates of that window.
    package var window: Int
    /// How many test sequences every figure was measured on.
    package var sequences: Int
    /// How many scored tokens these have.
    package var tokens: Int
    /// The test loss at ε = 0, in nats per token.
    package var baseLoss: Double
    /// The test accuracy at ε = 0.
    package var baseAccuracy: Double
    /// One sweep for each direction.
    package var sweeps: [Sweep]

    /// Makes a record from its members, which it does not check.
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

    /// The points along one direction.
    package struct Sweep: Sendable, Codable, Equatable {
        /// The k of v_k, counted from 1.
        package var direction: Int
        /// The points by rising ε.
        package var points: [Point]

        /// Makes a sweep from its members, which it does not check.
        package init(direction: Int, points: [Point]) {
            self.direction = direction
            self.points = points
        }
    }

    /// The result at one ε.
    package struct Point: Sendable, Codable, Equatable {
        /// The length of the step along v_k (which has norm 1), in parameter units.
        package var epsilon: Double
        /// The test loss, in nats per token.
        package var loss: Double
        /// The test accuracy.
        package var accuracy: Double
        /// The mean over tokens of KL(base ‖ perturbed), in nats.
        package var klDivergence: Double
        /// The mean entropy of attention, in nats, over queries and then over all heads (as in
        /// `AttentionRecord.summary`); nil in older recordings.
        package var attentionEntropy: Double?

        /// Makes a point from its members, which it does not check.
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
