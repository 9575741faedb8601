/// What of an optimizer's state decides how long its next step is along each parameter.
package struct AdamState: Sendable, Equatable {
    /// v, the second moments, one for each parameter of θ.
    package let secondMoments: [Float]
    /// Steps since the moments were zero: t of the bias correction, at least 1.
    package let steps: Int

    /// What the configured η was multiplied by.
    package let learningRateFactor: Double

    /// Makes a state.
    ///
    /// - Precondition: at least one step.
    package init(secondMoments: [Float], steps: Int, learningRateFactor: Double = 1) {
        precondition(steps >= 1, "Adam has no preconditioner before its first step")
        self.secondMoments = secondMoments
        self.steps = steps
        self.learningRateFactor = learningRateFactor
    }
}
