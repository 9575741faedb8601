internal import Foundation
package import Kernels
package import RunEvents

/// The Fourier spectrum of a response over the task's coordinate.
///
/// The coordinate c is the depth, the residue, or, as a token's number orders nothing, SCAN's position in the sequence.
/// With m_c the mean of Δh [D] over the tokens at c, for c = a … a + n − 1,
///
///     M_k = Σ_c m_c e^(−2πik(c − a)/n),   P_k = ‖M_k‖² + ‖M_{n−k}‖²  (‖M_k‖² alone where k = n − k),
///
/// for k = 1 … ⌊n/2⌋: the share of k is P_k / ΣP, the concentration the largest share. A vector's mean is taken and not
/// its length, so that a response that turns round as the coordinate goes on is seen. Every value of c counts alike,
/// however many tokens it has.
///
/// Residues are a circle: n = p. Depths and positions are not, they go from the smallest to the largest there is, and
/// what grows steadily along them appears at k = 1. Values without a token get the mean of the others, which adds to no
/// share.
package enum ResponseSpectrum {
    /// - Parameters:
    ///   - change: Δh [M, D].
    ///   - places: [M] the coordinate c of each row.
    ///   - weights: [M] tokens of each row.
    ///   - classes: C, which of modular arithmetic is p.
    /// - Returns: nil where fewer than two values occur, or the response is the same at all, or is no number.
    package static func measure(
        _ change: DoubleMatrix, axis: FunctionRecord.Fourier.Axis, places: [Int32], weights: [Int32], classes: Int
    ) -> FunctionRecord.Fourier? {
        precondition(
            places.count == change.rows && weights.count == change.rows, "\(change.rows) rows at \(places.count)")
        guard let smallest = places.min(), let largest = places.max() else { return nil }
        let range = axis == .residue ? 0..<classes : Int(smallest)..<Int(largest) + 1
        guard let means = means(change, places: places, weights: weights, range: range) else { return nil }
        let powers = powers(means)
        let total = powers.reduce(0, +)
        guard total > 0, total.isFinite else { return nil }
        let shares = powers.map { $0 / total }
        var best = 0
        for index in shares.indices where shares[index] > shares[best] { best = index }
        return FunctionRecord.Fourier(
            axis: axis, values: range.count, shares: shares, frequency: best + 1, concentration: shares[best])
    }

    /// m_c [n, D] less the mean of those that occur; zero for the others. nil where fewer than two do.
    private static func means(
        _ change: DoubleMatrix, places: [Int32], weights: [Int32], range: Range<Int>
    ) -> DoubleMatrix? {
        var sums = DoubleMatrix(rows: range.count, columns: change.columns)
        var counts = [Double](repeating: 0, count: range.count)
        for (row, place) in places.enumerated() {
            let (value, weight) = (Int(place) - range.lowerBound, Double(weights[row]))
            counts[value] += weight
            for column in 0..<change.columns { sums[value, column] += weight * change[row, column] }
        }
        let occurring = counts.indices.filter { counts[$0] > 0 }
        guard occurring.count >= 2 else { return nil }
        for column in 0..<change.columns {
            var mean = 0.0
            for value in occurring {
                sums[value, column] /= counts[value]
                mean += sums[value, column]
            }
            mean /= Double(occurring.count)
            for value in occurring { sums[value, column] -= mean }
        }
        return sums
    }

    /// P_k for k = 1 … ⌊n/2⌋, by the sum as it stands: n is at most a few hundred. M_{n−k} is the conjugate of M_k.
    private static func powers(_ means: DoubleMatrix) -> [Double] {
        let count = means.rows
        return (1...count / 2).map { frequency in
            var power = 0.0
            for column in 0..<means.columns {
                var (real, imaginary) = (0.0, 0.0)
                for value in 0..<count {
                    // Reduced first, so that equal angles are equal numbers.
                    let angle = 2 * Double.pi * Double(frequency * value % count) / Double(count)
                    real += means[value, column] * cos(angle)
                    imaginary -= means[value, column] * sin(angle)
                }
                power += real * real + imaginary * imaginary
            }
            return 2 * frequency == count ? power : 2 * power
        }
    }
}
