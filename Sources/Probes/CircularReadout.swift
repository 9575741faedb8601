package import Kernels
internal import Foundation

/// Where a residue lies on the circle, read from states: ridge to cos(2πkc/p) and sin(2πkc/p).
///
/// A network that adds modulo p holds c as such places, at a few frequencies k. The number c itself is a saw-tooth over
/// the circle, of which no single frequency but the first has much: a linear R² of c can be near zero where every
/// answer is right.
package enum CircularReadout {
    /// - Parameters:
    ///   - states: [M, D].
    ///   - residues: [M] c of each row.
    ///   - frequency: k.
    ///   - values: p.
    /// - Returns: 1 − Σ‖y − ŷ‖² / Σ‖y − ȳ‖² over the scored tokens, y = (cos, sin); nil where states are not finite,
    ///   and where all residues scored are the same.
    package static func r2(
        _ states: DoubleMatrix, residues: [Int32], frequency: Int, of values: Int, _ split: ReadoutSplit
    ) -> Double? {
        let targets = targets(residues, frequency: frequency, of: values)
        let predictions = LinearReadout.predictions(ReadoutProblem(states: states, targets: targets), fit: split.fit)
        return ReadoutScore.r2(predictions, targets, over: split.score)
    }

    /// [2, M].
    private static func targets(_ residues: [Int32], frequency: Int, of values: Int) -> DoubleMatrix {
        // Reduced first, so that equal angles are equal numbers.
        let angles = residues.map { 2 * Double.pi * Double(frequency * Int($0) % values) / Double(values) }
        return DoubleMatrix(rows: 2, columns: angles.count, values: angles.map { cos($0) } + angles.map { sin($0) })
    }
}
