extension MeasurementKind {
    /// Accuracy after directions are taken out of the parameters.
    package static let ablation = MeasurementKind(
        "ablation", command: "ablate", letter: "a", doing: "ablating",
        summary: "accuracy without v₁…v₄, with controls", of: .directions, changesModel: true,
        record: AblationRecord.self)
}

/// Accuracy after parts of the tracked parameters θ_S are removed.
package struct AblationRecord: MeasurementRecord {
    package static var measurement: MeasurementKind { .ablation }

    package var step: Int
    /// N and W of the window whose directions were removed.
    package var interval: Int
    package var window: Int
    /// The test sequences and scored tokens that every figure stands on. Accuracy resolves 1/tokens.
    package var sequences: Int
    package var tokens: Int
    package var baseLoss: Double
    package var baseAccuracy: Double
    /// ‖θ_S‖ before anything is removed.
    package var trackedNorm: Double
    package var removals: [Removal]
    package var controls: [Control]
    /// θ_S − s · its part along v_1 and v_2, for s = 0, 0.1 … 1. nil in older recordings, and where there is no v_2.
    package var scaleSweep: [ScalePoint]?

    package init(
        step: Int, interval: Int, window: Int, sequences: Int, tokens: Int, baseLoss: Double, baseAccuracy: Double,
        trackedNorm: Double, removals: [Removal], controls: [Control], scaleSweep: [ScalePoint]? = nil
    ) {
        self.step = step
        self.interval = interval
        self.window = window
        self.sequences = sequences
        self.tokens = tokens
        self.baseLoss = baseLoss
        self.baseAccuracy = baseAccuracy
        self.trackedNorm = trackedNorm
        self.removals = removals
        self.controls = controls
        self.scaleSweep = scaleSweep
    }

    /// θ_S with so much of its part along v_1 and v_2 removed.
    package struct ScalePoint: Sendable, Codable, Equatable {
        /// 0: nothing, 1: all of it.
        package var scale: Double
        package var loss: Double
        package var accuracy: Double

        package init(scale: Double, loss: Double, accuracy: Double) {
            self.scale = scale
            self.loss = loss
            self.accuracy = accuracy
        }
    }

    /// θ_S with its part along some directions removed.
    package struct Removal: Sendable, Codable, Equatable {
        /// The k of every v_k removed, from 1.
        package var directions: [Int]
        package var loss: Double
        package var accuracy: Double
        package var accuracyChange: Double
        /// Norm of the part of θ_S that was removed.
        package var removedNorm: Double

        package init(directions: [Int], loss: Double, accuracy: Double, accuracyChange: Double, removedNorm: Double) {
            self.directions = directions
            self.loss = loss
            self.accuracy = accuracy
            self.accuracyChange = accuracyChange
            self.removedNorm = removedNorm
        }
    }

    /// The same measurement with something random removed instead.
    package struct Control: Sendable, Codable, Equatable {
        package var kind: Kind
        package var trials: Int
        package var meanLoss: Double
        package var meanAccuracyChange: Double
        /// Sample standard deviation over the trials.
        package var standardDeviation: Double
        /// Mean norm of what was removed.
        package var removedNorm: Double

        package enum Kind: String, Sendable, Codable, CaseIterable {
            /// The part of θ_S in a random plane, as the paper does. It is tiny: about √(2/P) of ‖θ_S‖.
            case randomPlane
            /// A random vector with the norm of θ_S's part in the plane of v_1 and v_2.
            case randomSameNorm
        }

        package init(
            kind: Kind, trials: Int, meanLoss: Double, meanAccuracyChange: Double, standardDeviation: Double,
            removedNorm: Double
        ) {
            self.kind = kind
            self.trials = trials
            self.meanLoss = meanLoss
            self.meanAccuracyChange = meanAccuracyChange
            self.standardDeviation = standardDeviation
            self.removedNorm = removedNorm
        }
    }
}
