/// AdamW with decoupled weight decay, and clipping by the global gradient norm. Source: Loshchilov and Hutter 2019,
/// "Decoupled Weight Decay Regularization" (arXiv:1711.05101).
package struct OptimizerConfig: Sendable, Codable, Equatable {
    /// η, the learning rate, which stays the same throughout a run.
    package var learningRate: Double
    /// ω at the start; commands may change it while the run goes on.
    package var weightDecay: Double
    /// β1, the decay of Adam's first moment.
    package var beta1: Double
    /// β2, the decay of Adam's second moment.
    package var beta2: Double
    /// ε, which Adam adds to the root of the second moment.
    package var epsilon: Double
    /// The largest global gradient norm; a longer gradient is scaled down to it.
    package var clip: Double

    /// Makes a configuration of the optimizer from its members, which it does not check.
    package init(
        learningRate: Double, weightDecay: Double, beta1: Double = 0.9, beta2: Double = 0.98, epsilon: Double = 1e-8,
        clip: Double = 1
    ) {
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.clip = clip
    }
}
