package import RunEvents

/// The rate at which the gap of one window changes, in three terms. With d_k = σ_k, and means d̄ and h̄ over k* and
/// k*+1:
///
///     dg/dt ≈ T1 + T2 + T3 per step, g = σ_k* − σ_{k*+1} at the weighted k*
///     T1 = −η (h_k* − h_{k*+1}) d̄                   curvature
///     T2 = −η (h̄ + ω) g                             damping
///     T3 = η W (G_k*²/d_k* − G_{k*+1}²/d_{k*+1})    driving
///
/// W is the number of updates that the window holds. Source: Xu 2026, "The Spectral Edge Thesis" (arXiv:2603.28964).
/// The formula holds in a full window while k* stays the same. Where k* jumps, or updates enter without one leaving,
/// the measured change is a change of something else.
package struct GapFlow: Sendable, Equatable {
    /// The weighted k*, counted from 1.
    package let kStar: Int
    /// g = σ_k* − σ_{k*+1}; σ_1 where the window holds one update.
    package let gap: Double
    /// T1, T2 and T3. They are nil where v_k* or v_{k*+1} does not exist (a single update, or σ zero), or where h or G
    /// of one of them was not given.
    package let terms: GapFlowRecord.Terms?

    /// Computes the terms from an edge and what was measured along its directions.
    ///
    /// - Parameters:
    ///   - curvatures: h_1, h_2, … for as many directions as were measured; the terms need k*+1 of them.
    ///   - driving: G_1, G_2, … from `Edge.driving`.
    ///   - learningRate: η.
    ///   - weightDecay: ω.
    package init(edge: Edge, curvatures: [Double], driving: [Double], learningRate: Double, weightDecay: Double) {
        kStar = edge.kStarWeighted
        gap = edge.gap
        let (upper, lower) = (kStar - 1, kStar)
        guard lower < min(edge.sigma.count, curvatures.count, driving.count), edge.sigma[lower] > 0 else {
            terms = nil
            return
        }
        func drive(_ k: Int) -> Double { driving[k] * driving[k] / edge.sigma[k] }
        let meanSigma = (edge.sigma[upper] + edge.sigma[lower]) / 2
        let meanCurvature = (curvatures[upper] + curvatures[lower]) / 2
        terms = GapFlowRecord.Terms(
            curvature: -learningRate * (curvatures[upper] - curvatures[lower]) * meanSigma,
            damping: -learningRate * (meanCurvature + weightDecay) * gap,
            driving: learningRate * Double(edge.sigma.count) * (drive(upper) - drive(lower)))
    }

    /// N (T1 + T2 + T3), with N the steps of an interval; nil without terms.
    package func predictedChange(steps: Int) -> Double? { terms.map { Double(steps) * $0.sum } }

    /// |T3| / (|T2| + |T3|); 0 where both terms are zero, nil without terms.
    package var drivingShare: Double? {
        terms.map { terms in
            let total = abs(terms.damping) + abs(terms.driving)
            return total > 0 ? abs(terms.driving) / total : 0
        }
    }

    /// The class that the gap flow predicts: `drivingShare` against the thresholds of the class by drive; nil without
    /// terms.
    package func predictedClass(_ thresholds: Thresholds) -> DriveClass? {
        drivingShare.map { DriveClass(gradientFraction: $0, thresholds: thresholds) }
    }
}
