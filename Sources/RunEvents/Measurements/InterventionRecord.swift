extension MeasurementKind {
    /// The effect of other weight decays on the run from a step on.
    package static let intervention = MeasurementKind(
        "intervention", command: "intervene", letter: "i", doing: "intervening",
        summary: "forks at ω 0, ½, 1, 2 for 3,000 steps", of: .forks, changesModel: true,
        record: InterventionRecord.self)
}

/// The results of forks under several weight decays, which all leave the run at the same step and last as long.
package struct InterventionRecord: MeasurementRecord {
    /// The measurement `intervention`.
    package static var measurement: MeasurementKind { .intervention }

    /// The step at which the forks leave the run.
    package var step: Int
    /// How many optimizer steps each fork does after that.
    package var steps: Int
    /// Whether the forks start with a new optimizer.
    package var freshOptimizer: Bool
    /// The coordinate that R² predicts.
    package var coordinate: TaskCoordinate
    /// How many test sequences R² is measured on.
    package var sequences: Int
    /// The forks' results, one for each weight decay.
    package var branches: [Branch]

    /// Makes a record from its members, which it does not check.
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

    /// One fork's result, measured at its last step.
    package struct Branch: Sendable, Codable, Equatable {
        /// ω of the fork.
        package var weightDecay: Double
        /// The fork's recording.
        package var run: RunReference
        /// Accuracy on the whole test set: the share of sequences where the task is judged by them, the share of tokens
        /// otherwise.
        package var testAccuracy: Double
        /// R² of the linear readout from the last residual stream, as in the study; nil as in `ReadoutRecord`.
        package var linearR2: Double?
        /// R² of the MLP readout from the last residual stream; nil as in `ReadoutRecord`.
        package var mlpR2: Double?
        /// R² of the linear readout from the head's input: the same stream after the final LayerNorm.
        package var normedLinearR2: Double?
        /// `AttentionRecord.Summary.positionEntropy`, averaged over all heads.
        package var attentionEntropy: Double
        /// ‖θ‖, the norm of all parameters.
        package var parameterNorm: Double

        /// Makes a result from its members, which it does not check.
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
