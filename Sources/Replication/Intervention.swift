/// A run forked at a step, and trained on with other weight decays.
package struct Intervention: Sendable, Codable, Equatable {
    package var run: String
    /// Where the forks leave the run.
    package var step: Int
    /// How far they are trained on.
    package var steps: Int
    package var arms: [Arm]

    package init(run: String, step: Int, steps: Int, arms: [Arm]) {
        self.run = run
        self.step = step
        self.steps = steps
        self.arms = arms
    }

    /// What a fork has come to at its last step.
    package struct Arm: Sendable, Codable, Equatable {
        package var weightDecay: Double
        /// The fork's name; nil where it was not kept.
        package var run: String?
        package var testAccuracy: Double
        package var linearR2: Double?
        package var mlpR2: Double?
        /// The mean over positions, in nats: the paper's figures can be held against it.
        package var attentionEntropy: Double
        /// ‖θ‖.
        package var parameterNorm: Double

        package init(
            weightDecay: Double, run: String?, testAccuracy: Double, linearR2: Double?, mlpR2: Double?,
            attentionEntropy: Double, parameterNorm: Double
        ) {
            self.weightDecay = weightDecay
            self.run = run
            self.testAccuracy = testAccuracy
            self.linearR2 = linearR2
            self.mlpR2 = mlpR2
            self.attentionEntropy = attentionEntropy
            self.parameterNorm = parameterNorm
        }
    }

    func arm(_ weightDecay: Double) -> Arm? { arms.first { $0.weightDecay == weightDecay } }
}
