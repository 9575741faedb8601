internal import Foundation

/// Kullback–Leibler divergence between two models' predictions.
package enum KullbackLeiblerDivergence {
    /// Σ over scored tokens of KL(base ‖ other) = Σ_c p_base(c) (log p_base(c) − log p_other(c)), in nats, summed in
    /// double.
    ///
    /// Computed as Σ_c p_base (d + e^{−d} − 1) with d = log p_base − log p_other. For normalized rows that is the same,
    /// as the added terms sum to 1 − 1; but each term is of second order in d, so that the rounding of float
    /// log-probabilities (6e-8, where divergences of 1e-7 are of interest) does not enter at first order.
    ///
    /// - Parameters:
    ///   - base: log-probabilities, rows of `other.columns`, at least as many as `other` has.
    ///   - other: log-probabilities [N, C].
    ///   - targets: which of the N rows are scored, and with what weight.
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
