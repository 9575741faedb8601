/// A view of floats laid out by rows: a pointer and a shape. It owns nothing; the arena behind it must outlive it.
package struct Matrix: @unchecked Sendable {
    /// The first element.
    package let base: UnsafeMutablePointer<Float>
    /// How many rows there are.
    package let rows: Int
    /// How many columns there are.
    package let columns: Int
    /// How many floats lie between the starts of two rows; at least `columns`.
    package let stride: Int

    /// Makes a view; without a stride, the rows are dense.
    ///
    /// - Precondition: the stride is at least `columns`.
    package init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.stride = stride ?? columns
        precondition(self.stride >= columns, "rows of \(columns) overlap at a stride of \(self.stride)")
    }

    /// The first `count` rows, in the same memory.
    package func prefix(_ count: Int) -> Matrix {
        precondition(count <= rows, "\(count) rows of \(rows)")
        return Matrix(base: base, rows: count, columns: columns, stride: stride)
    }

    /// The rows in `range`, in the same memory.
    package func rows(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
        return Matrix(base: row(range.lowerBound), rows: range.count, columns: columns, stride: stride)
    }

    /// The columns in `range`, in the same memory.
    package func columns(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns, "columns \(range) of \(columns)")
        return Matrix(base: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
    }

    /// The first element of a row; the index is not checked.
    package func row(_ index: Int) -> UnsafeMutablePointer<Float> { base + index * stride }

    /// Whether rows follow each other without a gap.
    package var isDense: Bool { stride == columns }

    /// How many elements there are.
    package var count: Int { rows * columns }

    /// Whether both matrices have as many rows and columns; the stride may differ.
    package func hasShape(of other: Matrix) -> Bool { rows == other.rows && columns == other.columns }

    /// One element; the indices are not checked.
    package subscript(row: Int, column: Int) -> Float {
        get { base[row * stride + column] }
        nonmutating set { base[row * stride + column] = newValue }
    }

    /// Sets every element to `value`, and leaves gaps between rows alone.
    package func fill(_ value: Float) {
        guard !isDense else {
            base.update(repeating: value, count: count)
            return
        }
        for index in 0..<rows { row(index).update(repeating: value, count: columns) }
    }
}
