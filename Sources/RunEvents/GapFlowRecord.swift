/// What makes the spectral gap g = σ_k* − σ_{k*+1} of a window grow or close, predicted and measured.
package struct GapFlowRecord: Sendable, Codable, Equatable {
    package var step: Int
    /// N, optimizer steps of each update in the window.
    package var interval: Int
    /// W, the updates that a full window holds.
    package var window: Int
    /// η, and ω as it was at this step.
    package var learningRate: Double
    package var weightDecay: Double
    /// The train sequences and scored tokens that the curvatures were measured on.
    package var sequences: Int
    package var tokens: Int
    /// The weighted k*, from 1, of this window and of the one before; nil for the first.
    package var kStar: Int
    package var previousKStar: Int?
    /// g.
    package var gap: Double
    /// h_k = v_kᵀ H v_k of v_1, v_2, …
    package var curvatures: [Double]
    /// G_k = ⟨v_k, Ḡ⟩ of v_1, v_2, …: the gradient as Adam applied it.
    package var driving: [Double]
    /// ⟨v_k, ∇L⟩ of v_1, v_2, …: the raw gradient.
    package var slopes: [Double]
    /// nil where v_k* or v_{k*+1} is not there, or its curvature was not measured.
    package var terms: Terms?
    /// N (T1 + T2 + T3).
    package var predictedChange: Double?
    /// g less that of the window before, each at its own k*; nil for the first.
    package var measuredChange: Double?
    /// |T3| / (|T2| + |T3|), and its class by the run's thresholds.
    package var drivingShare: Double?
    package var predictedClass: DriveClass?
    /// α_k = |⟨v_k of the window's first half, v_k of its second⟩|, k from 1.
    package var stability: [Double]

    /// Whether the gap lies elsewhere than in the window before: the two changes are then not of the same thing.
    package var kStarChanged: Bool { previousKStar.map { $0 != kStar } ?? false }

    /// Parts of dg/dt, per optimizer step.
    package struct Terms: Sendable, Codable, Equatable {
        /// T1 = −η (h_k* − h_{k*+1}) d̄.
        package var curvature: Double
        /// T2 = −η (h̄ + ω) g.
        package var damping: Double
        /// T3 = η W (G_k*²/σ_k* − G_{k*+1}²/σ_{k*+1}).
        package var driving: Double

        package init(curvature: Double, damping: Double, driving: Double) {
            self.curvature = curvature
            self.damping = damping
            self.driving = driving
        }

        package var sum: Double { curvature + damping + driving }
    }

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
