package import SpectralEdge

/// A request to see the parameters of a run that is being trained.
package struct LookRequest: Sendable {
    /// When the parameters are wanted.
    package let moment: Moment
    /// Receives the parameters on the trainer's thread, and must return at once. It is called at most once: a trainer
    /// that has ended answers nobody.
    package let answer: @Sendable (EdgeSnapshot) -> Void

    /// When parameters are wanted.
    package enum Moment: Hashable, Sendable {
        /// Between this step and the next.
        case now
        /// Right after the next evaluation, or at the run's end.
        case nextEvaluation
    }

    /// Makes a request.
    package init(_ moment: Moment, answer: @escaping @Sendable (EdgeSnapshot) -> Void) {
        (self.moment, self.answer) = (moment, answer)
    }
}
