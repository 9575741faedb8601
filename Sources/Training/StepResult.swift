/// What one optimizer step saw, before its update.
package struct StepResult: Sendable, Equatable {
    /// Mean cross-entropy per scored token of the batch.
    package var loss: Double
    package var accuracy: Double
    /// ‖∇L‖ before clipping.
    package var gradientNorm: Double
    /// cos(−∇L, θ) of the batch's gradient and all parameters, as both were before the update; nil where it was not asked
    /// for, and where one of the two is zero.
    package var descentCosine: Double?

    /// The first quantity that is infinite or not a number.
    package var notFinite: String? {
        if !loss.isFinite { return "loss" }
        if !gradientNorm.isFinite { return "gradient norm" }
        return nil
    }
}
