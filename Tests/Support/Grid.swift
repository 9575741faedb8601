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

    package func row(_ index: Int) -> [Double] { Array(values[index * columns..<(index + 1) * columns]) }

    /// Some of its columns.
    package func columns(_ range: Range<Int>) -> Grid {
        Grid(rows: rows, columns: range.count) { self[$0, range.lowerBound + $1] }
    }

    /// Some of its rows.
    package func rows(_ range: Range<Int>) -> Grid {
        Grid(
            rows: range.count, columns: columns,
            values: Array(values[range.lowerBound * columns..<range.upperBound * columns]))
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
