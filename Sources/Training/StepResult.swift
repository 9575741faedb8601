/// The figures of one optimizer step, from before its update.
package struct StepResult: Sendable, Equatable {
    /// Mean cross-entropy per scored token of the batch.
    package var loss: Double
    /// The share of scored tokens of the batch that were predicted right, from 0 to 1.
    package var accuracy: Double
    /// ‖∇L‖ before clipping.
    package var gradientNorm: Double
    /// cos(−∇L, θ) of the batch's gradient and all parameters, as both were before the update; nil where it was not
    /// asked for, and where one of the two is zero.
    package var descentCosine: Double?

    /// The first quantity that is infinite or not a number, in words; nil where all are finite.
    package var notFinite: String? {
        if !loss.isFinite { return "loss" }
        if !gradientNorm.isFinite { return "gradient norm" }
        return nil
    }
}
