/// What one optimizer step saw, before its update.
package struct StepResult: Sendable, Equatable {
    /// Mean cross-entropy per scored token of the batch.
    package var loss: Double
    package var accuracy: Double
    /// ‖∇L‖ before clipping.
    package var gradientNorm: Double

    /// The first quantity that is infinite or not a number.
    package var notFinite: String? {
        if !loss.isFinite { return "loss" }
        if !gradientNorm.isFinite { return "gradient norm" }
        return nil
    }
}
