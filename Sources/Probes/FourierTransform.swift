internal import Foundation

/// The discrete Fourier transform of a few vectors, computed from its definition: n is at most a hundred, so a fast
/// transform would not pay.
package enum FourierTransform {
    /// P_k = c_k ‖Σ_t x_t e^{−2πikt/n}‖² / n² for k = 0 … ⌊n/2⌋, as `FourierRecord.Spectrum` defines it.
    ///
    /// Angles are reduced to one turn before their cosine is taken, so that k·t loses no digits.
    ///
    /// - Parameter vectors: x_0 … x_{n−1}, [n, D].
    /// - Precondition: there is at least one vector, and all have the same length.
    package static func power(_ vectors: [[Double]]) -> [Double] {
        let count = vectors.count
        precondition(count > 0, "no vectors to transform")
        let width = vectors[0].count
        precondition(vectors.allSatisfy { $0.count == width }, "vectors of different lengths")
        let angles = (0..<count).map { 2 * Double.pi * Double($0) / Double(count) }
        let (cosines, sines) = (angles.map { cos($0) }, angles.map { sin($0) })
        return (0...count / 2).map { frequency in
            var real = [Double](repeating: 0, count: width)
            var imaginary = real
            for (index, vector) in vectors.enumerated() {
                let (cosine, sine) = (cosines[frequency * index % count], sines[frequency * index % count])
                for column in 0..<width {
                    real[column] += cosine * vector[column]
                    imaginary[column] += sine * vector[column]
                }
            }
            var squares = 0.0
            for column in 0..<width {
                squares += real[column] * real[column] + imaginary[column] * imaginary[column]
            }
            let isOwnMirror = frequency == 0 || 2 * frequency == count
            return (isOwnMirror ? 1 : 2) * squares / Double(count * count)
        }
    }
}
