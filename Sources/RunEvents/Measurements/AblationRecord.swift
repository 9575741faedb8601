extension MeasurementKind {
    /// Accuracy after directions are removed from the parameters.
    package static let ablation = MeasurementKind(
        "ablation", command: "ablate", letter: "a", doing: "ablating",
        summary: "accuracy without v₁…v₄, with controls", of: .directions, changesModel: true,
        record: AblationRecord.self)
}

/// Accuracy after parts of the tracked parameters θ_S are removed.
package struct AblationRecord: MeasurementRecord {
    /// The measurement `ablation`.
    package static var measurement: MeasurementKind { .ablation }

    /// The step whose parameters were measured.
    package var step: Int
    /// N, optimizer steps of each update in the window whose directions were removed.
    package var interval: Int
    /// W, updates of that window.
    package var window: Int
    /// How many test sequences every figure was measured on.
    package var sequences: Int
    /// How many scored tokens these have. Accuracy resolves 1/tokens.
    package var tokens: Int
    /// The test loss before anything is removed, in nats per token.
    package var baseLoss: Double
    /// The test accuracy before anything is removed.
    package var baseAccuracy: Double
    /// ‖θ_S‖ before anything is removed.
    package var trackedNorm: Double
    /// The results for the edge's own directions.
    package var removals: [Removal]
    /// The results for random removals that match v_1 and v_2 in dimension only, and in norm only.
    package var controls: [Control]
    /// One result for each removal, in the same order: random removals of the same norm and the same angle to θ_S as
    /// the removed part's own. This is the control that decides whether the directions are special. It is nil in older
    /// recordings.
    package var angleMatched: [Control]?
    /// θ_S minus s times its part along v_1 and v_2, for s = 0, 0.1 … 1. It is nil in older recordings, and where there
    /// is no v_2.
    package var scaleSweep: [ScalePoint]?

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, interval: Int, window: Int, sequences: Int, tokens: Int, baseLoss: Double, baseAccuracy: Double,
        trackedNorm: Double, removals: [Removal], controls: [Control], angleMatched: [Control]? = nil,
        scaleSweep: [ScalePoint]? = nil
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
        self.angleMatched = angleMatched
        self.scaleSweep = scaleSweep
    }

    /// The result after a share of the part of θ_S along v_1 and v_2 is removed.
    package struct ScalePoint: Sendable, Codable, Equatable {
        /// The share that is removed: 0 for none of the part, 1 for all of it.
        package var scale: Double
        /// The test loss after the removal, in nats per token.
        package var loss: Double
        /// The test accuracy after the removal.
        package var accuracy: Double

        /// Makes a point from its members, which it does not check.
        package init(scale: Double, loss: Double, accuracy: Double) {
            self.scale = scale
            self.loss = loss
            self.accuracy = accuracy
        }
    }

    /// The result after the part of θ_S along some directions is removed.
    package struct Removal: Sendable, Codable, Equatable {
        /// The k of every removed v_k, counted from 1.
        package var directions: [Int]
        /// The test loss after the removal, in nats per token.
        package var loss: Double
        /// The test accuracy after the removal.
        package var accuracy: Double
        /// `accuracy` minus `baseAccuracy`.
        package var accuracyChange: Double
        /// The norm of the removed part of θ_S.
        package var removedNorm: Double

        /// Makes a result from its members, which it does not check.
        package init(directions: [Int], loss: Double, accuracy: Double, accuracyChange: Double, removedNorm: Double) {
            self.directions = directions
            self.loss = loss
            self.accuracy = accuracy
            self.accuracyChange = accuracyChange
            self.removedNorm = removedNorm
        }
    }
}
