internal import COpenBLAS

/// Linear equations with a symmetric, positive definite matrix, solved in double by LAPACK's Cholesky factorization
/// (`dposv`).
package enum PositiveDefiniteSystem {
    /// Solves A x_k = b_k for every row b_k of `rightSides`.
    ///
    /// - Parameters:
    ///   - matrix: A, [n, n], symmetric; the triangle above its diagonal is not read.
    ///   - rightSides: the b_k as rows, [k, n].
    /// - Returns: the x_k as rows, [k, n]; nil where A is not positive definite up to rounding, or holds a NaN.
    package static func solve(_ matrix: DoubleMatrix, rightSides: DoubleMatrix) -> DoubleMatrix? {
        precondition(
            matrix.rows == matrix.columns && rightSides.columns == matrix.rows,
            "[\(matrix.rows), \(matrix.columns)] equations for [\(rightSides.rows), \(rightSides.columns)]")
        var factor = matrix
        var solution = rightSides
        var (order, count, info) = (Int32(matrix.rows), Int32(rightSides.rows), Int32(0))
        guard order > 0, count > 0 else { return solution }
        // LAPACK reads by columns: our lower triangle is its upper, and our rows of right sides are its columns.
        var triangle = CChar(bitPattern: UInt8(ascii: "U"))
        factor.values.withUnsafeMutableBufferPointer { a in
            solution.values.withUnsafeMutableBufferPointer { b in
                groktop_dposv(&triangle, &order, &count, a.baseAddress, b.baseAddress, &info)
            }
        }
        // A NaN is neither above nor below zero, so a pivot of one can pass the factorization.
        return info == 0 && solution.values.allSatisfy(\.isFinite) ? solution : nil
    }
}
