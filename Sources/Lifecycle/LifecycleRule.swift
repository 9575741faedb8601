/// The constants of `LifecycleEstimator`.
///
/// The defaults of `learningShare` and `patience` were fitted to seeds 1, 2 and 3 of Dyck-1 and modular addition (`make
/// fit-lifecycle`). None of these runs, and no run of SCAN, counts in the estimate's score: docs/DECISIONS.md has the
/// figures. `compressionShare` is the same as in the class by drive.
package struct LifecycleRule: Sendable, Equatable {
    /// The largest f at which weight decay alone moves the edge.
    package var compressionShare: Double
    /// The smallest f at which the gradient moves the edge.
    package var learningShare: Double
    /// How many fine windows in a row must be aligned or compression before the estimate says that the run generalizes.
    package var patience: Int

    /// Makes a rule; the defaults are those of the study.
    package init(compressionShare: Double = 0.1, learningShare: Double = 0.4, patience: Int = 2) {
        self.compressionShare = compressionShare
        self.learningShare = learningShare
        self.patience = patience
    }

    /// The phase of a run that has memorized its train set.
    ///
    /// - Parameters:
    ///   - gradientFraction: f of v_1 in the fine window.
    ///   - alignment: a of v_1 in the fine window.
    package func phase(gradientFraction: Double, alignment: Double) -> LifecyclePhase {
        if gradientFraction <= compressionShare { return .compression }
        return gradientFraction < learningShare && alignment > 0 ? .aligned : .learningEdge
    }
}
