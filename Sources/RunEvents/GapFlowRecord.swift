/// What makes the spectral gap g = σ_k* − σ_{k*+1} of a window grow or close, predicted and measured.
/// `SpectralEdge.GapFlow` has the formulas and their source.
package struct GapFlowRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done when it was measured.
    package var step: Int
    /// N, optimizer steps of each update in the window.
    package var interval: Int
    /// W, the updates that a full window holds.
    package var window: Int
    /// η.
    package var learningRate: Double
    /// ω at this step.
    package var weightDecay: Double
    /// How many train sequences the curvatures were measured on.
    package var sequences: Int
    /// How many scored tokens these sequences have.
    package var tokens: Int
    /// The weighted k* of this window, counted from 1.
    package var kStar: Int
    /// The weighted k* of the window before, counted from 1; nil for the first window.
    package var previousKStar: Int?
    /// g, the gap of this window.
    package var gap: Double
    /// h_k = v_kᵀ H v_k for v_1, v_2, …
    package var curvatures: [Double]
    /// G_k = ⟨v_k, Ḡ⟩ for v_1, v_2, …, with the gradient as Adam applied it.
    package var driving: [Double]
    /// ⟨v_k, ∇L⟩ for v_1, v_2, …, with the raw gradient.
    package var slopes: [Double]
    /// T1, T2 and T3; nil where v_k* or v_{k*+1} does not exist, or its curvature was not measured.
    package var terms: Terms?
    /// N (T1 + T2 + T3); nil without terms.
    package var predictedChange: Double?
    /// g minus the g of the window before, each at its own k*; nil for the first window.
    package var measuredChange: Double?
    /// |T3| / (|T2| + |T3|); nil without terms.
    package var drivingShare: Double?
    /// The class of `drivingShare` by the run's thresholds; nil without terms.
    package var predictedClass: DriveClass?
    /// α_k = |⟨v_k of the window's first half, v_k of its second⟩| for k from 1.
    package var stability: [Double]

    /// Whether k* differs from that of the window before. The predicted and the measured change then belong to
    /// different gaps.
    package var kStarChanged: Bool { previousKStar.map { $0 != kStar } ?? false }

    /// The three parts of dg/dt, per optimizer step.
    package struct Terms: Sendable, Codable, Equatable {
        /// T1 = −η (h_k* − h_{k*+1}) d̄.
        package var curvature: Double
        /// T2 = −η (h̄ + ω) g.
        package var damping: Double
        /// T3 = η W (G_k*²/σ_k* − G_{k*+1}²/σ_{k*+1}).
        package var driving: Double

        /// Makes the terms from their members, which it does not check.
        package init(curvature: Double, damping: Double, driving: Double) {
            self.curvature = curvature
            self.damping = damping
            self.driving = driving
        }

        /// dg/dt ≈ T1 + T2 + T3, per optimizer step.
        package var sum: Double { curvature + damping + driving }
    }

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, interval: Int, window: Int, learningRate: Double, weightDecay: Double, sequences: Int, tokens: Int,
        kStar: Int, previousKStar: Int?, gap: Double, curvatures: [Double], driving: [Double], slopes: [Double],
        terms: Terms?, predictedChange: Double?, measuredChange: Double?, drivingShare: Double?,
        predictedClass: DriveClass?, stability: [Double]
    ) {
        self.step = step
        self.interval = interval
        self.window = window
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.sequences = sequences
        self.tokens = tokens
        self.kStar = kStar
        self.previousKStar = previousKStar
        self.gap = gap
        self.curvatures = curvatures
        self.driving = driving
        self.slopes = slopes
        self.terms = terms
        self.predictedChange = predictedChange
        self.measuredChange = measuredChange
        self.drivingShare = drivingShare
        self.predictedClass = predictedClass
        self.stability = stability
    }
}
