/// The figures of one optimizer step, from before its update.
package struct StepResult: Sendable, Equatable {
    /// Mean cross-entropy per scored token of the batch.
    package var loss: Double
    /// The share of scored tokens of the batch that were predicted right, from 0 to 1.
    package var accuracy: Double
    /// ‖∇L‖ before clipping.
    package var gradientNorm: Double

    /// The first quantity that is infinite or not a number, in words; nil where all are finite.
    package var notFinite: String? {
        if !loss.isFinite { return "loss" }
        if !gradientNorm.isFinite { return "gradient norm" }
        return nil
    }
}
