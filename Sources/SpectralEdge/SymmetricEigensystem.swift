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
        var a = matrix
        var v = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0.0 } }
        for _ in 0..<Self.maximumSweeps {
            var rotated = false
            for p in 0..<size {
                for q in (p + 1)..<size
                where abs(a[p][q]) > Self.negligible * (a[p][p] * a[q][q]).magnitude.squareRoot() {
                    rotated = true
                    Self.rotate(&a, &v, p, q)
                }
            }
            if !rotated { break }
        }
        let order = (0..<size).sorted { a[$0][$0] > a[$1][$1] }
        values = order.map { a[$0][$0] }
        vectors = order.map { column in (0..<size).map { v[$0][column] } }
    }

    /// Convergence is quadratic: a few sweeps are usual, and a matrix that has not converged after these holds a NaN.
    private static let maximumSweeps = 64
    /// An off-diagonal entry this small changes no bit of the diagonal.
    private static let negligible = 1e-17

    /// Makes a[p][q] zero by turning the plane (p, q).
    private static func rotate(_ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int) {
        let tau = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let tangent = (tau >= 0 ? 1.0 : -1.0) / (abs(tau) + (1 + tau * tau).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = tangent * cosine
        for i in a.indices {
            (a[i][p], a[i][q]) = (cosine * a[i][p] - sine * a[i][q], sine * a[i][p] + cosine * a[i][q])
        }
        for i in a.indices {
            (a[p][i], a[q][i]) = (cosine * a[p][i] - sine * a[q][i], sine * a[p][i] + cosine * a[q][i])
            (v[i][p], v[i][q]) = (cosine * v[i][p] - sine * v[i][q], sine * v[i][p] + cosine * v[i][q])
        }
        a[p][q] = 0
        a[q][p] = 0
    }
}
