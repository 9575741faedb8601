import Foundation
import Kernels
import Probes
import TestSupport
import Testing

/// Tests the reading of a residue's place on the circle.
@Suite("Circular readout")
struct CircularReadoutTests {
    private static let p = 13
    private static let residues = (0..<240).map { Int32($0 * 7 % p) }
    private static var split: ReadoutSplit {
        ReadoutSplit(tokens: Array(0..<240), fitted: 168, sampled: 168, rows: 240)
    }

    /// Three numbers per row: the place at frequency 3, turned and stretched, with noise; and one that means nothing.
    private static func states(noise: Double) -> Grid {
        var generator = RandomGenerator(seed: 8, stream: .probes)
        let angles = residues.map { 2 * Double.pi * 3 * Double($0) / Double(p) }
        return Grid(rows: 240, columns: 3) { row, column in
            let value = [2 * cos(angles[row]) + sin(angles[row]), 3 * sin(angles[row]), 0][column]
            return value + (column == 2 ? 1 : noise) * generator.normal()
        }
    }

    private static func r2(_ states: Grid, frequency: Int) -> Double? {
        CircularReadout.r2(
            LinearReadout(
                DoubleMatrix(rows: states.rows, columns: states.columns, values: states.values), fit: split.fit),
            residues: residues, frequency: frequency, of: p, over: split.score)
    }

    @Test("as its definition reads, by normal equations written out", arguments: [0.1, 1, 5]) func naive(noise: Double)
        throws
    {
        let states = Self.states(noise: noise)
        var (residual, total) = (0.0, 0.0)
        for place: (Double) -> Double in [{ cos($0) }, { sin($0) }] {
            let targets = Self.residues.map { place(2 * Double.pi * 3 * Double($0) / Double(Self.p)) }
            let predictions = NaiveRidge.predictions(
                features: states, targets: targets, tokens: Array(0..<168), alpha: 1)
            let mean = targets[168...].reduce(0, +) / 72
            for row in 168..<240 {
                residual += (targets[row] - predictions[row]) * (targets[row] - predictions[row])
                total += (targets[row] - mean) * (targets[row] - mean)
            }
        }
        let r2 = try #require(Self.r2(states, frequency: 3))
        #expect(abs(r2 - (1 - residual / total)) < 1e-10)
    }

    @Test("what the number itself hides: the place is there, at its own frequency alone") func places() throws {
        let states = Self.states(noise: 0.01)
        #expect(try #require(Self.r2(states, frequency: 3)) > 0.99)
        #expect(try #require(Self.r2(states, frequency: 2)) < 0.1)
        let numbers = DoubleMatrix(rows: 1, columns: 240, values: Self.residues.map { Double($0) })
        let readout = LinearReadout(
            DoubleMatrix(rows: 240, columns: 3, values: states.values), fit: Self.split.fit)
        let linear = ReadoutScore.r2(readout?.predictions(of: numbers), numbers, over: Self.split.score)
        #expect(try #require(linear) < 0.3)
    }
}
