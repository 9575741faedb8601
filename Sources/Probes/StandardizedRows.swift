internal import Kernels

/// Rows of floats whose columns have mean 0 and deviation 1 over the fitted tokens.
struct StandardizedRows: ~Copyable {
    /// The scaled rows, [M, C].
    let matrix: Matrix
    let means: [Double]
    let deviations: [Double]

    private let arena: Arena

    /// Scales the columns. A column that is the same at all fitted tokens is only centred.
    init(rows: Int, columns: Int, fit: WeightedRows, value: (_ row: Int, _ column: Int) -> Double) {
        arena = Arena(count: rows * columns)
        matrix = Matrix(base: arena.base, rows: rows, columns: columns)
        var (means, deviations): ([Double], [Double]) = ([], [])
        for column in 0..<columns {
            var (mean, squares) = (0.0, 0.0)
            for (row, weight) in zip(fit.indices, fit.weights) { mean += weight * value(row, column) }
            mean /= fit.total
            for (row, weight) in zip(fit.indices, fit.weights) {
                let difference = value(row, column) - mean
                squares += weight * difference * difference
            }
            let deviation = squares > 0 ? (squares / fit.total).squareRoot() : 1
            for row in 0..<rows { matrix[row, column] = Float((value(row, column) - mean) / deviation) }
            means.append(mean)
            deviations.append(deviation)
        }
        self.means = means
        self.deviations = deviations
    }
}
