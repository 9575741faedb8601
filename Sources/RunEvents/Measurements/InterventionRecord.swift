extension MeasurementKind {
    /// What other weight decays make of the run from a step on.
    package static let intervention = MeasurementKind(
        "intervention", command: "intervene", letter: "i", doing: "intervening",
        summary: "forks at ω 0, ½, 1, 2 for 3,000 steps", of: .forks, changesModel: true,
        record: InterventionRecord.self)
}

/// What became of a run under several weight decays, each from the same of its steps on and for as long.
package struct InterventionRecord: MeasurementRecord {
    package static var measurement: MeasurementKind { .intervention }

    /// Where the forks leave the run.
    package var step: Int
    /// Optimizer steps of each from there on.
    package var steps: Int
    /// Whether Adam begins anew there.
    package var freshOptimizer: Bool
    /// What R² is of.
    package var coordinate: TaskCoordinate
    /// Test sequences that R² stands on.
    package var sequences: Int
    package var branches: [Branch]

    package init(
        step: Int, steps: Int, freshOptimizer: Bool, coordinate: TaskCoordinate, sequences: Int, branches: [Branch]
    ) {
        self.step = step
        self.steps = steps
        self.freshOptimizer = freshOptimizer
        self.coordinate = coordinate
        self.sequences = sequences
        self.branches = branches
    }

    /// One weight decay, measured at its fork's last step.
    package struct Branch: Sendable, Codable, Equatable {
        package var weightDecay: Double
        /// The fork.
        package var run: RunReference
        /// On the whole test set: of tokens, or of sequences where these decide.
        package var testAccuracy: Double
        /// Of the last residual stream, as the study has it. nil as in `ReadoutRecord`.
        package var linearR2: Double?
        package var mlpR2: Double?
        /// Linear, of what the head reads: the same stream after the final LayerNorm.
        package var normedLinearR2: Double?
        /// `AttentionRecord.Summary.positionEntropy`, the mean over all heads.
        package var attentionEntropy: Double
        /// ‖θ‖, of all parameters.
        package var parameterNorm: Double

        package init(
            weightDecay: Double, run: RunReference, testAccuracy: Double, linearR2: Double?, mlpR2: Double?,
            normedLinearR2: Double?, attentionEntropy: Double, parameterNorm: Double
        ) {
            self.weightDecay = weightDecay
            self.run = run
            self.testAccuracy = testAccuracy
            self.linearR2 = linearR2
            self.mlpR2 = mlpR2
            self.normedLinearR2 = normedLinearR2
            self.attentionEntropy = attentionEntropy
            self.parameterNorm = parameterNorm
        }
    }
}
