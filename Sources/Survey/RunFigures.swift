package import RunEvents

/// The figures of a run that a table of many runs shows.
package struct RunFigures: Sendable, Equatable {
    /// The step of the first mark `memorized`; nil where there is none.
    package var memorizedAt: Int?
    /// The step of the first mark `grokked`; nil where there is none.
    package var grokkedAt: Int?
    /// The step at which the lifecycle estimate, which sees no test set, first said that the run generalizes; nil where
    /// it never did, and for runs of other programs.
    package var calledAt: Int?
    /// The highest deciding test accuracy; nil before the first evaluation.
    package var bestTestAccuracy: Double?
    /// The last deciding test accuracy.
    package var lastTestAccuracy: Double?
    /// The class of the edge in the last full fine window.
    package var fineClass: DriveClass?
    /// The class of the edge in the last full window of the paper's.
    package var paperClass: DriveClass?
    /// R = σ_k*/σ_{k*+1} in the last full window of the paper's.
    package var gapRatio: Double?
    /// The weighted k* in the same window, counted from 1.
    package var kStar: Int?
    /// ‖θ‖ at the last evaluation.
    package var parameterNorm: Double?
    /// The step of the last ablation probe; nil where none was made.
    package var ablationStep: Int?
    /// How much the test accuracy changed when that probe removed v₁ and v₂ from the weights.
    package var ablationChange: Double?
    /// The deciding test accuracy over the run, thinned where there are many evaluations.
    package var curve: [CurvePoint] = []

    /// Nothing is known yet.
    package init() {}

    /// Steps from the lifecycle call to grokking; below zero where the call came later. nil where one of the two did
    /// not come.
    package var lead: Int? { grokkedAt.flatMap { grokked in calledAt.map { grokked - $0 } } }

    /// The accuracy at one step.
    package struct CurvePoint: Sendable, Equatable {
        /// Optimizer steps done.
        package var step: Int
        /// The deciding test accuracy.
        package var accuracy: Float

        /// Makes a point from its members.
        package init(step: Int, accuracy: Float) { (self.step, self.accuracy) = (step, accuracy) }
    }
}
