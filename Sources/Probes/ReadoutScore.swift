package import Kernels

/// Scores predictions on tokens that were not fitted.
package enum ReadoutScore {
    /// 1 − Σ(y − ŷ)² / Σ(y − ȳ)² over tokens, and over outputs where there are several.
    ///
    /// - Parameters:
    ///   - predictions, targets: [K, M].
    ///   - rows: the scored rows.
    /// - Returns: nil without predictions, where one is not finite, and where all scored targets are the same.
    package static func r2(_ predictions: DoubleMatrix?, _ targets: DoubleMatrix, over rows: WeightedRows) -> Double? {
        guard let predictions, !rows.indices.isEmpty else { return nil }
        precondition(
            predictions.columns == targets.columns && predictions.rows == targets.rows,
            "\(predictions.columns) of \(targets.columns) predictions")
        var (residual, total) = (0.0, 0.0)
        for output in 0..<targets.rows {
            let mean = rows.mean(of: targets.values[output * targets.columns..<(output + 1) * targets.columns])
            for (row, weight) in zip(rows.indices, rows.weights) {
                let (target, error) = (targets[output, row], targets[output, row] - predictions[output, row])
                residual += weight * error * error
                total += weight * (target - mean) * (target - mean)
            }
        }
        return total > 0 && residual.isFinite ? 1 - residual / total : nil
    }

    /// The share of the scored tokens whose class has the largest output (the first one among equals).
    ///
    /// - Parameters:
    ///   - outputs: one row per class, [C, M].
    ///   - classes: the class of each row, [M].
    ///   - rows: the scored rows.
    /// - Returns: nil without outputs, and where one is not finite.
    package static func accuracy(_ outputs: DoubleMatrix?, classes: [Int32], over rows: WeightedRows) -> Double? {
        guard let outputs, !rows.indices.isEmpty else { return nil }
        var right = 0.0
        for (row, weight) in zip(rows.indices, rows.weights) {
            guard (0..<outputs.rows).allSatisfy({ outputs[$0, row].isFinite }) else { return nil }
            var best = 0
            for output in 0..<outputs.rows where outputs[output, row] > outputs[best, row] { best = output }
            if best == Int(classes[row]) { right += weight }
        }
        return right / rows.total
    }
}
