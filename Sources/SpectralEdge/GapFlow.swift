package import RunEvents

/// The gap's rate of change by its three terms, for one window. With d_k = σ_k, means d̄ and h̄ over k* and k*+1:
///
///     dg/dt ≈ T1 + T2 + T3 per step, g = σ_k* − σ_{k*+1} at the weighted k*
///     T1 = −η (h_k* − h_{k*+1}) d̄                   curvature
///     T2 = −η (h̄ + ω) g                             damping
///     T3 = η W (G_k*²/d_k* − G_{k*+1}²/d_{k*+1})    driving
///
/// W is the number of updates that the window holds. Source: Xu 2026, "The Spectral Edge Thesis" (arXiv:2603.28964). It
/// holds for a gap that stays where it is, in a full window: where k* jumps, or updates come in without one leaving,
/// the measured change is of something else.
package struct GapFlow: Sendable, Equatable {
    /// The weighted k*, from 1.
    package let kStar: Int
    /// g; σ_1 where there is but one update.
    package let gap: Double
    /// nil where v_k* or v_{k*+1} is not there (a single update, or σ zero), or h or G of one of them was not given.
    package let terms: GapFlowRecord.Terms?

    /// - Parameters:
    ///   - curvatures: h_1, h_2, … as many as were measured; k*+1 of them are needed.
    ///   - driving: G_1, G_2, … as `Edge.driving` gives them.
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

    /// N (T1 + T2 + T3), with N the steps of an interval.
    package func predictedChange(steps: Int) -> Double? { terms.map { Double(steps) * $0.sum } }

    /// |T3| / (|T2| + |T3|); 0 where both are zero.
    package var drivingShare: Double? {
        terms.map { terms in
            let total = abs(terms.damping) + abs(terms.driving)
            return total > 0 ? abs(terms.driving) / total : 0
        }
    }

    /// The class that the gap flow predicts: the share of driving by the thresholds of the class by drive.
    package func predictedClass(_ thresholds: Thresholds) -> DriveClass? {
        drivingShare.map { DriveClass(gradientFraction: $0, thresholds: thresholds) }
    }
}
