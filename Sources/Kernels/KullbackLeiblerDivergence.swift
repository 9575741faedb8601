internal import Foundation

/// Kullback–Leibler divergence between two models' predictions.
package enum KullbackLeiblerDivergence {
    /// Σ over scored tokens of KL(base ‖ other) = Σ_c p_base(c) (log p_base(c) − log p_other(c)), in nats, summed in
    /// double.
    ///
    /// It is computed as Σ_c p_base (d + e^{−d} − 1) with d = log p_base − log p_other. For normalized rows that is the
    /// same, as the added terms sum to 1 − 1. But each term is of second order in d, so the rounding of float
    /// log-probabilities (6e-8, where divergences of 1e-7 matter) has no effect of first order.
    ///
    /// - Parameters:
    ///   - base: log-probabilities in rows of `other.columns`, at least as many as `other` has.
    ///   - other: log-probabilities, [N, C].
    ///   - targets: which of the N rows are scored, and their weights.
    package static func sum(
        from base: Slice<UnsafeBufferPointer<Float>>, to other: Matrix, targets: PackedTargets
    ) -> Double {
        precondition(base.count >= other.count && targets.count == other.rows, "rows do not match")
        var sum = 0.0
        for row in 0..<other.rows where targets.classes[row] >= 0 {
            var rowSum = 0.0
            let start = base.startIndex + row * other.columns
            for column in 0..<other.columns {
                let logProbability = Double(base[start + column])
                let difference = logProbability - Double(other[row, column])
                rowSum += exp(logProbability) * (difference + expm1(-difference))
            }
            sum += Double(targets.weights[row]) * rowSum
        }
        return sum
    }
}
