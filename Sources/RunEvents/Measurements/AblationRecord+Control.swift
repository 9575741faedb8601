extension AblationRecord {
    /// The same measurement after something random is removed instead.
    package struct Control: Sendable, Codable, Equatable {
        /// What is removed.
        package var kind: Kind
        /// The k of every v_k in the removed set whose part is matched, counted from 1. It is nil for the kinds that
        /// are measured once, for v_1 and v_2.
        package var directions: [Int]?
        /// How many random removals were measured.
        package var trials: Int
        /// The mean test loss over the trials, in nats per token.
        package var meanLoss: Double
        /// The mean change of the test accuracy over the trials.
        package var meanAccuracyChange: Double
        /// The sample standard deviation (n − 1) of the change over the trials.
        package var standardDeviation: Double
        /// The mean norm of the removed part over the trials.
        package var removedNorm: Double

        /// What a control removes, by what it has in common with the edge's own part of θ_S.
        package enum Kind: String, Sendable, Codable, CaseIterable {
            /// Only the dimension: the part of θ_S in a random plane, as in the paper. It is tiny, about √(2/P) of
            /// ‖θ_S‖.
            case randomPlane
            /// Only the norm: a random vector as long as the part of θ_S in the plane of v_1 and v_2. In many
            /// dimensions it is nearly orthogonal to θ_S, so its removal leaves θ_S as long as it was or longer.
            case randomSameNorm
            /// The norm and the angle: the part of θ_S along a random direction that makes the same angle with θ_S as
            /// the removed part does.
            case angleMatched
        }

        /// Makes a result from its members, which it does not check.
        package init(
            kind: Kind, directions: [Int]? = nil, trials: Int, meanLoss: Double, meanAccuracyChange: Double,
            standardDeviation: Double, removedNorm: Double
        ) {
            self.kind = kind
            self.directions = directions
            self.trials = trials
            self.meanLoss = meanLoss
            self.meanAccuracyChange = meanAccuracyChange
            self.standardDeviation = standardDeviation
            self.removedNorm = removedNorm
        }
    }

    /// The control of the same norm and angle as the part along the given v_k.
    ///
    /// - Parameter directions: the k of every v_k in the removed set, counted from 1, in order.
    /// - Returns: nil in older recordings, and where this set was not removed.
    package func angleMatched(_ directions: [Int]) -> Control? {
        angleMatched?.first { $0.directions == directions }
    }

    /// How many times as much the removal of v_1 and v_2 changes the accuracy as that of a random plane:
    /// |Δ| / (|mean Δ over random planes| + 10⁻⁸). It is nil where either was not measured.
    ///
    /// The formula is that of the scripts which Xu published with "The Lifecycle of the Spectral Edge"
    /// (arXiv:2604.07380), whose "> 4,000 ×" it gives. It is a ratio to a mean that n tokens cannot resolve: where no
    /// random plane changes a prediction, the denominator is 10⁻⁸ and the ratio says nothing.
    package var publishedRatio: Double? {
        guard let edge = removals.first(where: { $0.directions == [1, 2] }),
            let plane = controls.first(where: { $0.kind == .randomPlane })
        else { return nil }
        return edge.accuracyChange.magnitude / (plane.meanAccuracyChange.magnitude + 1e-8)
    }
}
