internal import Kernels

/// Some rows, each with the number of tokens that it stands for.
package struct WeightedRows: Sendable {
    package let indices: [Int]
    package let weights: [Double]
    package let total: Double

    /// - Parameter counts: [M] tokens of every row; those of none are left out.
    package init(counts: [Int]) {
        indices = counts.indices.filter { counts[$0] > 0 }
        weights = indices.map { Double(counts[$0]) }
        total = weights.reduce(0, +)
    }

    /// Mean over tokens of the values [M] of all rows.
    func mean(of values: ArraySlice<Double>) -> Double {
        var sum = 0.0
        for (index, weight) in zip(indices, weights) { sum += weight * values[values.startIndex + index] }
        return sum / total
    }

    /// Mean over tokens of each column of all rows [M, D].
    func columnMeans(of matrix: DoubleMatrix) -> [Double] {
        var sums = [Double](repeating: 0, count: matrix.columns)
        for (row, weight) in zip(indices, weights) {
            for column in sums.indices { sums[column] += weight * matrix[row, column] }
        }
        return sums.map { $0 / total }
    }
}
