internal import Kernels

/// Some rows, each with the number of tokens that it stands for.
package struct WeightedRows: Sendable {
    /// The rows, in rising order.
    package let indices: [Int]
    /// How many tokens each of these rows stands for.
    package let weights: [Double]
    /// The sum of the weights: how many tokens there are.
    package let total: Double

    /// Takes the rows that have tokens.
    ///
    /// - Parameter counts: how many tokens each row has, [M].
    package init(counts: [Int]) {
        indices = counts.indices.filter { counts[$0] > 0 }
        weights = indices.map { Double(counts[$0]) }
        total = weights.reduce(0, +)
    }

    /// The mean over tokens of a value that every row has, [M].
    func mean(of values: ArraySlice<Double>) -> Double {
        var sum = 0.0
        for (index, weight) in zip(indices, weights) { sum += weight * values[values.startIndex + index] }
        return sum / total
    }

    /// The mean over tokens of each column, for rows [M, D].
    func columnMeans(of matrix: DoubleMatrix) -> [Double] {
        var sums = [Double](repeating: 0, count: matrix.columns)
        for (row, weight) in zip(indices, weights) {
            for column in sums.indices { sums[column] += weight * matrix[row, column] }
        }
        return sums.map { $0 / total }
    }

    /// Targets [K, M] at these rows, each minus its mean over tokens and times the root of the row's weight, [K, n]. A
    /// least-squares fit to these is a fit over tokens with an intercept that is not penalized.
    func centred(_ targets: DoubleMatrix) -> (targets: DoubleMatrix, means: [Double]) {
        let means = (0..<targets.rows).map { output in
            mean(of: targets.values[output * targets.columns..<(output + 1) * targets.columns])
        }
        var centred = DoubleMatrix(rows: targets.rows, columns: indices.count)
        for output in 0..<targets.rows {
            for (place, row) in indices.enumerated() {
                centred[output, place] = weights[place].squareRoot() * (targets[output, row] - means[output])
            }
        }
        return (centred, means)
    }
}
