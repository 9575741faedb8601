internal import COpenBLAS

/// A matrix of doubles that owns its memory, for the closed-form fits of probes, which need double precision. Training
/// uses `Matrix`.
package struct DoubleMatrix: Sendable {
    /// How many rows there are.
    package let rows: Int
    /// How many columns there are.
    package let columns: Int
    /// The elements in row-major order, [rows, columns].
    package var values: [Double]

    /// Makes a matrix from its elements in row-major order.
    ///
    /// - Precondition: there are rows · columns values.
    package init(rows: Int, columns: Int, values: [Double]) {
        precondition(values.count == rows * columns, "\(values.count) values in [\(rows), \(columns)]")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// Makes a matrix of zeros.
    package init(rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns, values: Array(repeating: 0, count: rows * columns))
    }

    /// One element.
    package subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// The selected rows, in the given order.
    package func gathered(_ selection: [Int]) -> DoubleMatrix {
        var result = DoubleMatrix(rows: selection.count, columns: columns)
        for (index, row) in selection.enumerated() {
            let source = values[row * columns..<(row + 1) * columns]
            result.values.replaceSubrange(index * columns..<(index + 1) * columns, with: source)
        }
        return result
    }

    /// The product self [m, k] · otherᵀ, with other [n, k]. Its shape is [m, n].
    package func timesTransposed(_ other: DoubleMatrix) -> DoubleMatrix {
        precondition(columns == other.columns, "[\(rows), \(columns)] · [\(other.rows), \(other.columns)]ᵀ")
        return product(CblasNoTrans, CblasTrans, other, rows: rows, columns: other.rows, inner: columns)
    }

    /// The product self [m, k] · other [k, n]. Its shape is [m, n].
    package func times(_ other: DoubleMatrix) -> DoubleMatrix {
        precondition(columns == other.rows, "[\(rows), \(columns)] · [\(other.rows), \(other.columns)]")
        return product(CblasNoTrans, CblasNoTrans, other, rows: rows, columns: other.columns, inner: columns)
    }

    /// The product selfᵀ · other, with self [k, m] and other [k, n]. Its shape is [m, n].
    package func transposedTimes(_ other: DoubleMatrix) -> DoubleMatrix {
        precondition(rows == other.rows, "[\(rows), \(columns)]ᵀ · [\(other.rows), \(other.columns)]")
        return product(CblasTrans, CblasNoTrans, other, rows: columns, columns: other.columns, inner: rows)
    }

    /// One call of OpenBLAS. It runs on the calling thread once `MatrixProduct.useCallingThreadOnly` was called.
    private func product(
        _ transpose: CBLAS_TRANSPOSE, _ transposeOther: CBLAS_TRANSPOSE, _ other: DoubleMatrix, rows m: Int,
        columns n: Int, inner k: Int
    ) -> DoubleMatrix {
        var result = DoubleMatrix(rows: m, columns: n)
        guard m > 0, n > 0, k > 0 else { return result }
        values.withUnsafeBufferPointer { a in
            other.values.withUnsafeBufferPointer { b in
                result.values.withUnsafeMutableBufferPointer { c in
                    cblas_dgemm(
                        CblasRowMajor, transpose, transposeOther, Int32(m), Int32(n), Int32(k), 1, a.baseAddress,
                        Int32(columns), b.baseAddress, Int32(other.columns), 0, c.baseAddress, Int32(n))
                }
            }
        }
        return result
    }
}
