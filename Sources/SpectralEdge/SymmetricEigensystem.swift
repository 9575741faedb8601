/// Eigenvalues and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations.
///
/// Jacobi is preferred to LAPACK's dsyev: matrices here are W×W with W from 3 to 25, Jacobi computes the small
/// eigenvalues of a positive matrix more accurately, and its bits do not depend on the kernels that OpenBLAS picked.
/// Source: Golub and Van Loan, Matrix Computations, 4th ed., 8.5.
package struct SymmetricEigensystem: Sendable {
    /// The eigenvalues, largest first.
    package let values: [Double]
    /// The eigenvectors: `vectors[k]` belongs to `values[k]`. Each has length 1 and an arbitrary sign.
    package let vectors: [[Double]]

    /// Computes the eigensystem.
    ///
    /// - Parameter matrix: n rows of n numbers, symmetric.
    /// - Precondition: the matrix is square.
    package init(_ matrix: [[Double]]) {
        let size = matrix.count
        precondition(matrix.allSatisfy { $0.count == size }, "the matrix is not square")
        var a = matrix.flatMap(\.self)
        var v = [Double](repeating: 0, count: size * size)
        for i in 0..<size { v[i * size + i] = 1 }
        a.withUnsafeMutableBufferPointer { a in
            v.withUnsafeMutableBufferPointer { v in Self.diagonalize(a, v, size) }
        }
        let order = (0..<size).sorted { a[$0 * size + $0] > a[$1 * size + $1] }
        values = order.map { a[$0 * size + $0] }
        vectors = order.map { column in (0..<size).map { v[$0 * size + column] } }
    }

    /// Convergence is quadratic: a few sweeps are usual, and a matrix that has not converged after these holds a NaN.
    private static let maximumSweeps = 64
    /// An off-diagonal entry this small changes no bit of the diagonal.
    private static let negligible = 1e-17

    /// Row-major n×n matrices, as everywhere below.
    private typealias Matrix = UnsafeMutableBufferPointer<Double>

    /// Makes `a` diagonal, and `v` times what that took.
    private static func diagonalize(_ a: Matrix, _ v: Matrix, _ size: Int) {
        for _ in 0..<maximumSweeps {
            var rotated = false
            for p in 0..<size {
                for q in (p + 1)..<size
                where abs(a[p * size + q]) > negligible * (a[p * size + p] * a[q * size + q]).magnitude.squareRoot() {
                    rotated = true
                    rotate(a, v, size, p, q)
                }
            }
            if !rotated { break }
        }
    }

    /// Makes a_pq zero by turning the plane (p, q).
    private static func rotate(_ a: Matrix, _ v: Matrix, _ size: Int, _ p: Int, _ q: Int) {
        let tau = (a[q * size + q] - a[p * size + p]) / (2 * a[p * size + q])
        let tangent = (tau >= 0 ? 1.0 : -1.0) / (abs(tau) + (1 + tau * tau).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = tangent * cosine
        func turn(_ matrix: Matrix, _ first: Int, _ second: Int) {
            let (one, other) = (matrix[first], matrix[second])
            matrix[first] = cosine * one - sine * other
            matrix[second] = sine * one + cosine * other
        }
        for i in 0..<size { turn(a, i * size + p, i * size + q) }
        for i in 0..<size {
            turn(a, p * size + i, q * size + i)
            turn(v, i * size + p, i * size + q)
        }
        a[p * size + q] = 0
        a[q * size + p] = 0
    }
}
