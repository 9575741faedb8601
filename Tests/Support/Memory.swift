package import Kernels

/// Float memory for kernels. It is never freed (a matrix owns nothing, and ARC would end its owner too early), and has
/// NaN on both sides, so that a kernel that reads beyond its end shows it.
package enum Memory {
    /// - Parameter stride: floats from row to row; the gaps are NaN too.
    package static func matrix(_ grid: Grid, stride: Int? = nil) -> Matrix {
        let matrix = unset(grid.rows, grid.columns, stride: stride)
        fill(matrix, with: grid)
        return matrix
    }

    /// Matrices of equally many rows as columns of one.
    package static func sideBySide(_ grids: [Grid]) -> [Matrix] {
        let views = columns(of: grids[0].rows, grids.map(\.columns))
        for (view, grid) in zip(views, grids) { fill(view, with: grid) }
        return views
    }

    /// As `sideBySide`, full of NaN.
    package static func columns(of rows: Int, _ widths: [Int]) -> [Matrix] {
        let whole = unset(rows, widths.reduce(0, +))
        var end = 0
        return widths.map { width in
            defer { end += width }
            return whole.columns(end..<end + width)
        }
    }

    package static func fill(_ matrix: Matrix, with grid: Grid) {
        for row in 0..<grid.rows {
            for column in 0..<grid.columns { matrix[row, column] = Float(grid[row, column]) }
        }
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

    /// Whether nothing was written just before or after a matrix, nor between its rows.
    package static func isUntouchedAround(_ matrix: Matrix) -> Bool {
        let end = matrix.base + matrix.rows * matrix.stride
        let gap = matrix.columns..<matrix.stride
        return (0..<matrix.rows).allSatisfy { row in gap.allSatisfy { matrix.row(row)[$0].isNaN } }
            && (1...margin).allSatisfy { (matrix.base - $0).pointee.isNaN && (end + $0 - 1).pointee.isNaN }
    }

    private static let margin = 32
}
