package import Kernels

/// Ridge regression on φ(x): all x_i and all products x_i x_j with i < j, so D + D(D − 1)/2 features (8,256 for D =
/// 128).
///
/// There are more features than rows, so the fit is solved over rows: features enter through their inner products
/// alone, and
///
///     ⟨φ(x), φ(y)⟩ = ⟨x, y⟩ + ½ (⟨x, y⟩² − Σ_i x_i² y_i²).
///
/// K holds these products for the fitted rows, centred over tokens and scaled by the roots of their weights; t holds
/// the targets, centred and scaled likewise. Then (K + αI) a = t, and a prediction is ȳ + Σ_r √weight_r a_r k(x, r),
/// with k centred. This is the same fit without any approximation.
package struct PairwiseReadout: Sendable {
    /// α.
    package static let alpha = 10.0

    /// How many rows are predicted at once, so that the memory does not grow with the number of rows times that of the
    /// fitted ones.
    private static let blockRows = 512

    private let states: DoubleMatrix
    private let fit: WeightedRows
    /// The states of the fitted rows.
    private let fitted: DoubleMatrix
    private let roots: [Double]
    /// ⟨φ(r), φ̄⟩ for each fitted row r.
    private let means: [Double]
    private let system: PositiveDefiniteSystem

    /// A readout of states [M, D], fitted on some rows: K is made and factorized once for all targets.
    ///
    /// - Parameter isCancelled: called before the matrix is factorized.
    /// - Returns: nil where states are not finite, and if cancelled.
    package init?(_ states: DoubleMatrix, fit: WeightedRows, isCancelled: () -> Bool = { false }) {
        let fitted = states.gathered(fit.indices)
        let roots = fit.weights.map { $0.squareRoot() }
        var kernel = Self.products(fitted, fitted)
        let means = Self.tokenMeans(kernel, fit)
        Self.centre(&kernel, rowMeans: means, columnMeans: means, fit)
        for row in roots.indices {
            for column in roots.indices { kernel[row, column] *= roots[row] * roots[column] }
            kernel[row, row] += Self.alpha
        }
        if isCancelled() { return nil }
        guard let system = PositiveDefiniteSystem(kernel) else { return nil }
        (self.states, self.fit, self.fitted, self.roots) = (states, fit, fitted, roots)
        (self.means, self.system) = (means, system)
    }

    /// Fits several sets of targets, each [K, M], and predicts them for some rows.
    ///
    /// - Parameters:
    ///   - rows: the rows to predict. Each costs as much as its products with all fitted rows.
    ///   - isCancelled: called between the predicted blocks.
    /// - Returns: for each set its predictions [K, M], which are NaN at all other rows; nil where states are not
    ///   finite, and if cancelled.
    package func predictions(
        of sets: [DoubleMatrix], at rows: WeightedRows, isCancelled: () -> Bool = { false }
    ) -> [DoubleMatrix]? {
        var (duals, targetMeans): ([DoubleMatrix], [[Double]]) = ([], [])
        for targets in sets {
            guard let (dual, means) = dual(targets) else { return nil }
            duals.append(dual)
            targetMeans.append(means)
        }
        var predictions = sets.map { targets in
            DoubleMatrix(
                rows: targets.rows, columns: states.rows,
                values: [Double](repeating: .nan, count: targets.rows * states.rows))
        }
        for start in stride(from: 0, to: rows.indices.count, by: Self.blockRows) {
            if isCancelled() { return nil }
            let asked = Array(rows.indices[start..<min(start + Self.blockRows, rows.indices.count)])
            var block = Self.products(states.gathered(asked), fitted)
            Self.centre(&block, rowMeans: Self.tokenMeans(block, fit), columnMeans: means, fit)
            for set in sets.indices {
                let values = duals[set].timesTransposed(block)
                for output in 0..<values.rows {
                    for (place, row) in asked.enumerated() {
                        predictions[set][output, row] = targetMeans[set][output] + values[output, place]
                    }
                }
            }
        }
        return predictions
    }

    /// √weight_r a_r for each output, and ȳ; nil where they are not finite.
    private func dual(_ targets: DoubleMatrix) -> (DoubleMatrix, means: [Double])? {
        let (centredTargets, means) = fit.centred(targets)
        guard var dual = system.solution(of: centredTargets) else { return nil }
        for output in 0..<dual.rows {
            for column in roots.indices { dual[output, column] *= roots[column] }
        }
        return (dual, means)
    }

    /// ⟨φ(x), φ(y)⟩ for the rows x of `a` and y of `b`.
    private static func products(_ a: DoubleMatrix, _ b: DoubleMatrix) -> DoubleMatrix {
        var linear = a.timesTransposed(b)
        let squares = squared(a).timesTransposed(squared(b))
        for index in linear.values.indices {
            let product = linear.values[index]
            linear.values[index] = product + 0.5 * (product * product - squares.values[index])
        }
        return linear
    }

    private static func squared(_ matrix: DoubleMatrix) -> DoubleMatrix {
        DoubleMatrix(rows: matrix.rows, columns: matrix.columns, values: matrix.values.map { $0 * $0 })
    }

    /// ⟨φ(x), φ̄⟩ for each row of a kernel whose columns are the fitted rows.
    private static func tokenMeans(_ kernel: DoubleMatrix, _ fit: WeightedRows) -> [Double] {
        (0..<kernel.rows).map { row in
            var sum = 0.0
            for (column, weight) in fit.weights.enumerated() { sum += weight * kernel[row, column] }
            return sum / fit.total
        }
    }

    /// Replaces ⟨φ(x), φ(y)⟩ by ⟨φ(x) − φ̄, φ(y) − φ̄⟩.
    private static func centre(
        _ kernel: inout DoubleMatrix, rowMeans: [Double], columnMeans: [Double], _ fit: WeightedRows
    ) {
        let mean = zip(fit.weights, columnMeans).reduce(0) { $0 + $1.0 * $1.1 } / fit.total
        for row in 0..<kernel.rows {
            let shift = mean - rowMeans[row]
            for column in 0..<kernel.columns { kernel[row, column] += shift - columnMeans[column] }
        }
    }
}
