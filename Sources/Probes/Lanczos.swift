internal import SpectralEdge

/// Finds the largest eigenvalue of a symmetric matrix that is known only by its products with vectors.
///
/// It is Lanczos' method with full reorthogonalization, twice in each iteration, as products by finite differences are
/// not quite symmetric. The basis is stored in single precision; the arithmetic is in double. Source: Golub and Van
/// Loan, Matrix Computations, 4th ed., 10.1 and 10.3.
package enum Lanczos {
    /// The largest eigenvalue that was found, with its eigenvector.
    package struct Top: Sendable, Equatable {
        /// The largest eigenvalue (not the largest by magnitude) of the matrix within the span of the iterations.
        package var value: Double
        /// The eigenvector, of length 1.
        package var vector: [Double]
        /// How many products were computed.
        package var iterations: Int
        /// |A y − λ y| by the recurrence: the largest possible error of the eigenvalue.
        package var residual: Double
    }

    /// Runs the iterations.
    ///
    /// - Parameters:
    ///   - start: any vector but zero, [n].
    ///   - iterations: the most products; fewer where n is smaller.
    ///   - tolerance: the residual at which to stop, in units of |λ|.
    ///   - product: A times a vector of length 1; nil to give up.
    /// - Returns: nil if `product` gave up.
    package static func top(
        start: [Double], iterations: Int, tolerance: Double, product: ([Float]) -> [Double]?
    ) -> Top? {
        precondition(iterations >= 1 && Directions.norm(start) > 0, "\(iterations) iterations from a vector")
        var basis = [unit(start)]
        var diagonal: [Double] = []
        var offDiagonal: [Double] = []
        while true {
            let newest = basis[diagonal.count]
            guard var rest = product(newest) else { return nil }
            diagonal.append(dot(rest, newest))
            for _ in 0..<2 {
                for vector in basis { subtract(dot(rest, vector), of: vector, from: &rest) }
            }
            let length = Directions.norm(rest)
            let ritz = tridiagonal(diagonal, offDiagonal)
            let (value, weights) = (ritz.values[0], ritz.vectors[0])
            let residual = length * abs(weights[weights.count - 1])
            let isDone = residual <= tolerance * abs(value) || length <= exhausted * abs(value)
            // Where a value is not a number, the tolerance is never reached.
            guard diagonal.count < min(iterations, start.count), !isDone, length > 0, length.isFinite else {
                return Top(
                    value: value, vector: combination(of: basis, weights), iterations: diagonal.count,
                    residual: residual)
            }
            offDiagonal.append(length)
            basis.append(unit(rest))
        }
    }

    /// A remainder this short, relative to the eigenvalue, is rounding: the basis then spans every eigenvector that the
    /// start vector has a part in.
    private static let exhausted = 1e-7

    private static func tridiagonal(_ diagonal: [Double], _ offDiagonal: [Double]) -> SymmetricEigensystem {
        SymmetricEigensystem(
            diagonal.indices.map { i in
                diagonal.indices.map { j in
                    i == j ? diagonal[i] : abs(i - j) == 1 ? offDiagonal[min(i, j)] : 0
                }
            })
    }

    private static func unit(_ vector: [Double]) -> [Float] {
        let length = Directions.norm(vector)
        return vector.map { Float($0 / length) }
    }

    private static func dot(_ a: [Double], _ b: [Float]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * Double(b[index]) }
        return sum
    }

    private static func subtract(_ scale: Double, of vector: [Float], from rest: inout [Double]) {
        for index in rest.indices { rest[index] -= scale * Double(vector[index]) }
    }

    private static func combination(of basis: [[Float]], _ weights: [Double]) -> [Double] {
        var sum = [Double](repeating: 0, count: basis[0].count)
        for (weight, vector) in zip(weights, basis) { subtract(-weight, of: vector, from: &sum) }
        let length = Directions.norm(sum)
        return sum.map { $0 / length }
    }
}
