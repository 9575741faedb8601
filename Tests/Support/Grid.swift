package import Kernels

/// A dense matrix in double: what the naive twins compute with.
package struct Grid: Sendable, Equatable {
    package let rows: Int
    package let columns: Int
    /// Row-major.
    package var values: [Double]

    package init(rows: Int, columns: Int, values: [Double]) {
        precondition(values.count == rows * columns, "\(values.count) values in [\(rows), \(columns)]")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    package init(rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Double) {
        self.rows = rows
        self.columns = columns
        values = (0..<rows).flatMap { row in (0..<columns).map { value(row, $0) } }
    }

    package init(_ matrix: Matrix) {
        self.init(rows: matrix.rows, columns: matrix.columns) { Double(matrix[$0, $1]) }
    }

    package subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    package var transposed: Grid { Grid(rows: columns, columns: rows) { self[$1, $0] } }

    /// Normal values that are floats, so that kernel and twin start from the same numbers.
    package static func random(
        _ rows: Int, _ columns: Int, mean: Double = 0, scale: Double = 1, from generator: inout RandomGenerator
    ) -> Grid {
        Grid(
            rows: rows, columns: columns,
            values: (0..<rows * columns).map { _ in Double(Float(mean + scale * generator.normal())) })
    }
}

/// Float memory for kernels. It is never freed (a matrix owns nothing, and ARC would end its owner too early), and has NaN
/// on both sides, so that a kernel that reads beyond its end shows it.
package enum Memory {
    /// - Parameter stride: floats from row to row; the gaps are NaN too.
    package static func matrix(_ grid: Grid, stride: Int? = nil) -> Matrix {
        let matrix = unset(grid.rows, grid.columns, stride: stride)
        for row in 0..<grid.rows {
            for column in 0..<grid.columns { matrix[row, column] = Float(grid[row, column]) }
        }
        return matrix
    }

    /// Full of NaN: for results that a kernel says it overwrites.
    package static func unset(_ rows: Int, _ columns: Int, stride: Int? = nil) -> Matrix {
        let count = rows * (stride ?? columns) + 2 * margin
        let base = UnsafeMutablePointer<Float>.allocate(capacity: count)
        base.initialize(repeating: .nan, count: count)
        return Matrix(base: base + margin, rows: rows, columns: columns, stride: stride)
    }

    package static func zeros(_ rows: Int, _ columns: Int) -> Matrix {
        let matrix = unset(rows, columns)
        matrix.fill(0)
        return matrix
    }

    /// Whether nothing was written just before or after a matrix.
    package static func isUntouchedAround(_ matrix: Matrix) -> Bool {
        let end = matrix.base + matrix.rows * matrix.stride
        return (1...margin).allSatisfy { (matrix.base - $0).pointee.isNaN && (end + $0 - 1).pointee.isNaN }
    }

    private static let margin = 32
}
