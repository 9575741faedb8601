internal import Foundation

/// The diagonal matrix P that Adam divides its running mean of gradients by:
///
///     P = (1 − β₁^t) (√v̂ + ε),   v̂ = v / (1 − β₂^t)
///
/// so that a step is −η P⁻¹ m, with m before its bias correction. Source: Cohen et al. 2022, "Adaptive Gradient Methods
/// at the Edge of Stability", arXiv:2207.14484.
package struct AdamPreconditioner: Sendable {
    /// The diagonal of P^(−1/2), one for each parameter of θ; 0 where v is 0. Such a parameter has never had a
    /// gradient, as the embedding of a token that does not occur, and Adam has never moved it.
    package let inverseRoots: [Float]
    /// How many parameters have had a gradient.
    package let parameterCount: Int

    /// Computes P^(−1/2).
    package init(_ state: AdamState, beta1: Double, beta2: Double, epsilon: Double) {
        let correction = 1 - pow(beta1, Double(state.steps))
        let secondCorrection = 1 - pow(beta2, Double(state.steps))
        inverseRoots = state.secondMoments.map { moment in
            guard moment > 0 else { return 0 }
            let divisor = correction * ((Double(moment) / secondCorrection).squareRoot() + epsilon)
            return Float(1 / divisor.squareRoot())
        }
        parameterCount = inverseRoots.count { $0 > 0 }
    }

    /// (2 + 2β₁) / ((1 − β₁) η): where the largest eigenvalue of P^(−1/2) H P^(−1/2) is above this, descent with a
    /// fixed P diverges on the quadratic part of the loss. That is 38/η for β₁ = 0.9.
    package static func threshold(learningRate: Double, beta1: Double) -> Double {
        (2 + 2 * beta1) / ((1 - beta1) * learningRate)
    }
}
