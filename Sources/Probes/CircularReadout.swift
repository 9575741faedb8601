internal import Kernels
internal import Foundation

/// Reads a residue's place on the circle from states: ridge regression to cos(2πkc/p) and sin(2πkc/p).
///
/// A network that adds modulo p holds c as such places, at a few frequencies k. The number c itself is a saw-tooth over
/// the circle, and a single frequency has little of it unless k = 1: a linear R² of c can be near zero while every
/// answer is right.
package enum CircularReadout {
    /// The readout's score on the split's scored tokens.
    ///
    /// - Parameters:
    ///   - readout: of the states; nil where these are not finite.
    ///   - residues: c of each row, [M].
    ///   - frequency: k.
    ///   - values: p.
    ///   - rows: the scored rows.
    /// - Returns: 1 − Σ‖y − ŷ‖² / Σ‖y − ȳ‖² with y = (cos, sin); nil where states are not finite, and where all scored
    ///   residues are the same.
    package static func r2(
        _ readout: LinearReadout?, residues: [Int32], frequency: Int, of values: Int, over rows: WeightedRows
    ) -> Double? {
        let targets = targets(residues, frequency: frequency, of: values)
        return ReadoutScore.r2(readout?.predictions(of: targets), targets, over: rows)
    }

    /// cos and sin of each row's angle, [2, M].
    private static func targets(_ residues: [Int32], frequency: Int, of values: Int) -> DoubleMatrix {
        // The product is reduced first, so that equal angles are equal numbers.
        let angles = residues.map { 2 * Double.pi * Double(frequency * Int($0) % values) / Double(values) }
        return DoubleMatrix(rows: 2, columns: angles.count, values: angles.map { cos($0) } + angles.map { sin($0) })
    }
}
