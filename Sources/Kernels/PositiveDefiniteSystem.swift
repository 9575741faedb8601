internal import COpenBLAS

/// Linear equations with a symmetric, positive definite matrix, in double by LAPACK's Cholesky factorization
/// (`dpotrf`).
///
/// The matrix is factorized once, however many right sides are solved for, together or one after the other.
package struct PositiveDefiniteSystem: Sendable {
    /// The factor in the triangle that LAPACK reads, [n, n].
    private let factor: DoubleMatrix

    /// Factorizes A.
    ///
    /// - Parameter matrix: A, [n, n], symmetric; the triangle above its diagonal is not read.
    /// - Returns: nil where A is not positive definite up to rounding.
    package init?(_ matrix: DoubleMatrix) {
        precondition(matrix.rows == matrix.columns, "[\(matrix.rows), \(matrix.columns)] equations")
        var factor = matrix
        var (order, info) = (Int32(matrix.rows), Int32(0))
        if order > 0 {
            factor.values.withUnsafeMutableBufferPointer {
                groktop_dpotrf(Self.triangle, &order, $0.baseAddress, &info)
            }
        }
        guard info == 0 else { return nil }
        self.factor = factor
    }

    /// Solves A x_k = b_k for every row b_k of `rightSides`.
    ///
    /// - Parameter rightSides: the b_k as rows, [k, n].
    /// - Returns: the x_k as rows, [k, n]; nil where one is not finite: a NaN is neither above nor below zero, so a
    ///   pivot of one can pass the factorization.
    package func solution(of rightSides: DoubleMatrix) -> DoubleMatrix? {
        precondition(
            rightSides.columns == factor.rows,
            "\(factor.rows) equations for [\(rightSides.rows), \(rightSides.columns)]")
        var solution = rightSides
        var (order, count, info) = (Int32(factor.rows), Int32(rightSides.rows), Int32(0))
        guard order > 0, count > 0 else { return solution }
        factor.values.withUnsafeBufferPointer { a in
            solution.values.withUnsafeMutableBufferPointer { b in
                groktop_dpotrs(Self.triangle, &order, &count, a.baseAddress, b.baseAddress, &info)
            }
        }
        return info == 0 && solution.values.allSatisfy(\.isFinite) ? solution : nil
    }

    /// LAPACK reads by columns: our lower triangle is its upper, and our rows of right sides are its columns.
    private static let triangle = CChar(bitPattern: UInt8(ascii: "U"))
}
