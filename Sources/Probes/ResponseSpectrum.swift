internal import Foundation
package import Kernels
package import RunEvents

/// The Fourier spectrum of a response over the task's coordinate.
///
/// The coordinate c is the depth or the residue; for SCAN it is the position in the sequence, as the order of token
/// numbers means nothing. With m_c the mean of Δh [D] over the tokens at c, for c = a … a + n − 1,
///
///     M_k = Σ_c m_c e^(−2πik(c − a)/n),   P_k = ‖M_k‖² + ‖M_{n−k}‖²  (‖M_k‖² alone where k = n − k),
///
/// for k = 1 … ⌊n/2⌋: the share of k is P_k / ΣP, and the concentration is the largest share. The mean is that of the
/// vectors and not of their lengths, so that it shows a response that turns round along the coordinate. Every value of
/// c counts alike, however many tokens it has.
///
/// Residues lie on a circle: n = p. Depths and positions do not; they run from the smallest to the largest value that
/// occurs, and a steady growth along them appears at k = 1. Values without a token get the mean of the others, which
/// adds to no share.
package enum ResponseSpectrum {
    /// The spectrum of a response.
    ///
    /// - Parameters:
    ///   - change: Δh, [M, D].
    ///   - axis: which coordinate `places` holds.
    ///   - places: the coordinate c of each row, [M].
    ///   - weights: how many tokens each row stands for, [M].
    ///   - classes: C, which is p in modular arithmetic.
    /// - Returns: nil where fewer than two values occur, and where the response is the same at all of them or is not
    ///   finite.
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

    /// m_c [n, D] minus the mean over the values that occur, and zero for the other values; nil where fewer than two
    /// occur.
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

    /// P_k for k = 1 … ⌊n/2⌋, computed from the definition, as n is at most a few hundred. M_{n−k} is the conjugate of
    /// M_k.
    private static func powers(_ means: DoubleMatrix) -> [Double] {
        let count = means.rows
        return (1...count / 2).map { frequency in
            var power = 0.0
            for column in 0..<means.columns {
                var (real, imaginary) = (0.0, 0.0)
                for value in 0..<count {
                    // The product is reduced first, so that equal angles are equal numbers.
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
