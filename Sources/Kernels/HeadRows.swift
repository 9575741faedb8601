internal import CKernels

/// One head's columns of some rows [count, D/H].
struct HeadRows {
    let base: UnsafeMutablePointer<Float>
    /// Floats from one row to the next.
    let stride: Int
    let count: Int

    /// Rows that lie wherever the caller says.
    init(base: UnsafeMutablePointer<Float>, stride: Int, count: Int) {
        self.base = base
        self.stride = stride
        self.count = count
    }

    /// For the kernels.
    var rows: groktop_rows { groktop_rows(base: base, stride: stride) }

    /// Rows of a matrix that follow each other, from a row and a column on.
    init(_ matrix: Matrix, _ column: Int, from row: Int, count: Int) {
        self.init(base: matrix.row(row) + column, stride: matrix.stride, count: count)
    }
}
