/// The constants of `LifecycleEstimator`.
package struct LifecycleRule: Sendable, Equatable {
    /// f up to which decay alone moves the edge.
    package var compressionShare: Double
    /// f from which the gradient does.
    package var learningShare: Double
    /// Fine windows in a row before it is said that a run generalizes.
    package var patience: Int

    package init(compressionShare: Double = 0.1, learningShare: Double = 0.5, patience: Int = 5) {
        self.compressionShare = compressionShare
        self.learningShare = learningShare
        self.patience = patience
    }

    /// Of a run that has memorized its train set.
    package func phase(gradientFraction: Double, alignment: Double) -> LifecyclePhase {
        if gradientFraction <= compressionShare { return .compression }
        return gradientFraction < learningShare && alignment > 0 ? .aligned : .learningEdge
    }
}
