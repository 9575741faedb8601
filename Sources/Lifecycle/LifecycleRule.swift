/// The constants of `LifecycleEstimator`.
///
/// The defaults of `learningShare` and `patience` were fitted to seeds 1, 2 and 3 of Dyck-1 and modular addition (`make
/// fit-lifecycle`), none of which it is scored on, nor any run of SCAN: docs/DECISIONS.md has the figures.
/// `compressionShare` is that of the class by drive.
package struct LifecycleRule: Sendable, Equatable {
    /// f up to which decay alone moves the edge.
    package var compressionShare: Double
    /// f from which the gradient does.
    package var learningShare: Double
    /// Fine windows in a row before it is said that a run generalizes.
    package var patience: Int

    /// The defaults are the fitted constants.
    package init(compressionShare: Double = 0.1, learningShare: Double = 0.4, patience: Int = 2) {
        self.compressionShare = compressionShare
        self.learningShare = learningShare
        self.patience = patience
    }

    /// The phase of a run that has memorized its train set.
    ///
    /// - Parameters:
    ///   - gradientFraction: f of v_1 in the fine window, from 0 to 1.
    ///   - alignment: above zero where gradient and decay push v_1 the same way.
    package func phase(gradientFraction: Double, alignment: Double) -> LifecyclePhase {
        if gradientFraction <= compressionShare { return .compression }
        return gradientFraction < learningShare && alignment > 0 ? .aligned : .learningEdge
    }
}
