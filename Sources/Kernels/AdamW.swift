internal import CKernels

/// AdamW (Loshchilov and Hutter 2019): Adam with decoupled weight decay, on contiguous floats.
///
///     θ ← θ (1 − η ω);  m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  θ ← θ − η m̂ / (√v̂ + ε)
///
/// with m̂ = m/(1 − β₁^t), v̂ = v/(1 − β₂^t), t from 1.
package struct AdamW: Sendable {
    private let constants: groktop_adamw

    /// Computes the constants of step t.
    ///
    /// - Parameters:
    ///   - step: t, counted from 1.
    ///   - learningRate: η.
    ///   - weightDecay: ω.
    ///   - clipFactor: the factor that the gradient is multiplied by before anything else.
    /// - Precondition: `step` is at least 1.
    package init(
        step: Int, learningRate: Double, weightDecay: Double, beta1: Double, beta2: Double, epsilon: Double,
        clipFactor: Double
    ) {
        precondition(step >= 1, "steps are counted from 1, not \(step)")
        constants = groktop_adamw(
            decayFactor: Float(1 - learningRate * weightDecay), beta1: Float(beta1), beta2: Float(beta2),
            oneMinusBeta1: Float(1 - beta1), oneMinusBeta2: Float(1 - beta2),
            stepSize: Float(learningRate / (1 - Power.of(beta1, step))),
            inverseRootCorrection: Float(1 / (1 - Power.of(beta2, step)).squareRoot()),
            epsilon: Float(epsilon), clipFactor: Float(clipFactor))
    }

    /// The state of one optimizer: m and v, one float for each parameter.
    package struct Moments: ~Copyable, Sendable {
        /// m, the first moment.
        package let first: Arena
        /// v, the second moment.
        package let second: Arena

        /// Makes moments that are all zero.
        package init(count: Int) {
            first = Arena(count: count)
            second = Arena(count: count)
        }
    }

    /// Updates the parameters in `range`.
    ///
    /// - Parameters:
    ///   - gradientLedger: receives the gradient's part of each change, from the first parameter of the range on; nil
    ///     if that is not recorded.
    ///   - decayLedger: receives the decay's part likewise.
    /// - Precondition: both ledgers are given, or neither.
    package func update(
        _ parameters: borrowing Arena, gradient: borrowing Arena, moments: borrowing Moments, range: Range<Int>,
        gradientLedger: UnsafeMutablePointer<Float>?, decayLedger: UnsafeMutablePointer<Float>?
    ) {
        precondition(
            range.upperBound <= parameters.count && gradient.count == parameters.count
                && moments.first.count == parameters.count,
            "\(range) of \(parameters.count) parameters and \(gradient.count) gradients")
        precondition((gradientLedger == nil) == (decayLedger == nil), "one ledger without the other")
        let start = range.lowerBound
        groktop_adamw_step(
            range.count, constants, gradient.base + start, parameters.base + start, moments.first.base + start,
            moments.second.base + start, gradientLedger, decayLedger)
    }
}

private enum Power {
    /// The power by repeated squaring in double, which has the same bits with every C library.
    static func of(_ base: Double, _ exponent: Int) -> Double {
        var (result, factor, rest) = (1.0, base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= factor }
            factor *= factor
            rest >>= 1
        }
        return result
    }
}
