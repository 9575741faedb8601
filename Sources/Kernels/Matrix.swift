/// A view of floats laid out by rows: a pointer and its shape. It owns nothing; the arena behind it must outlive it.
package struct Matrix: @unchecked Sendable {
    package let base: UnsafeMutablePointer<Float>
    package let rows: Int
    package let columns: Int
    /// Floats from one row to the next; at least `columns`.
    package let stride: Int

    package init(base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
        self.base = base
        self.rows = rows
        self.columns = columns
        self.stride = stride ?? columns
        precondition(self.stride >= columns, "rows of \(columns) overlap at a stride of \(self.stride)")
    }

    /// The same memory with only the first `count` rows.
    package func prefix(_ count: Int) -> Matrix {
        precondition(count <= rows, "\(count) rows of \(rows)")
        return Matrix(base: base, rows: count, columns: columns, stride: stride)
    }

    /// Rows of it, in the same memory.
    package func rows(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
        return Matrix(base: row(range.lowerBound), rows: range.count, columns: columns, stride: stride)
    }

    /// Columns of it, in the same memory.
    package func columns(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns, "columns \(range) of \(columns)")
        return Matrix(base: base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
    }

    package func row(_ index: Int) -> UnsafeMutablePointer<Float> { base + index * stride }

    /// Rows follow each other without a gap.
    package var isDense: Bool { stride == columns }

    package var count: Int { rows * columns }

    package func hasShape(of other: Matrix) -> Bool { rows == other.rows && columns == other.columns }

    package subscript(row: Int, column: Int) -> Float {
        get { base[row * stride + column] }
        nonmutating set { base[row * stride + column] = newValue }
    }

    package func fill(_ value: Float) {
        guard !isDense else {
            base.update(repeating: value, count: count)
            return
        }
        for index in 0..<rows { row(index).update(repeating: value, count: columns) }
    }
}
