import Foundation
import Kernels
import Probes
import RunEvents
import Testing

@Suite("Response spectrum")
struct ResponseSpectrumTests {
    /// The spectrum of two rows at every place, whose mean response under the weights 1 and 3 is `mean(place)`.
    private static func spectrum(
        places: [Int32], axis: FunctionRecord.Fourier.Axis = .residue, classes: Int = 13, _ mean: (Double) -> [Double]
    ) -> FunctionRecord.Fourier? {
        let twice = places + places
        let rows = twice.enumerated().map { index, place in
            mean(Double(place)).map { $0 + (index < places.count ? 3 : -1) }
        }
        return ResponseSpectrum.measure(
            DoubleMatrix(rows: rows.count, columns: rows[0].count, values: rows.flatMap { $0 }), axis: axis,
            places: twice, weights: places.map { _ in 1 } + places.map { _ in 3 }, classes: classes)
    }

    private static func angle(_ place: Double, _ frequency: Double, of count: Double) -> Double {
        2 * .pi * frequency * place / count
    }

    @Test("one wave is one frequency", arguments: [1, 3, 6]) func wave(frequency: Int) throws {
        let fourier = try #require(
            Self.spectrum(places: Array(0..<13)) { [2 + cos(Self.angle($0, Double(frequency), of: 13)), 0] })
        #expect(fourier.axis == .residue && fourier.values == 13 && fourier.shares.count == 6)
        #expect(fourier.frequency == frequency && abs(fourier.concentration - 1) < 1e-12)
        #expect(abs(fourier.shares.reduce(0, +) - 1) < 1e-12)
    }

    @Test("a vector that turns keeps its length and is one frequency") func rotation() throws {
        let fourier = try #require(
            Self.spectrum(places: Array(0..<13)) { [sin(Self.angle($0, 4, of: 13)), cos(Self.angle($0, 4, of: 13))] })
        #expect(fourier.frequency == 4 && abs(fourier.concentration - 1) < 1e-12)
    }

    @Test("shares are of power: amplitudes 2 and 1 give 4 : 1, in one number or in two") func shares() throws {
        let waves: [(Double) -> [Double]] = [
            { [2 * cos(Self.angle($0, 2, of: 13)) + sin(Self.angle($0, 5, of: 13))] },
            { [2 * cos(Self.angle($0, 2, of: 13)), sin(Self.angle($0, 5, of: 13))] },
        ]
        for wave in waves {
            let fourier = try #require(Self.spectrum(places: Array(0..<13), wave))
            #expect(fourier.frequency == 2 && abs(fourier.concentration - 0.8) < 1e-12)
            #expect(abs(fourier.shares[4] - 0.2) < 1e-12)
        }
    }

    @Test("of an even number of values the last frequency has no twin") func even() throws {
        // An impulse has the same ‖M_k‖ at all five k. The frequencies 1 and 5 are one, 2 and 4 are one, and 3 is
        // alone.
        let fourier = try #require(
            Self.spectrum(places: Array(4..<10), axis: .depth) { [$0 == 4 ? 1 : 0] })
        #expect(fourier.values == 6 && fourier.axis == .depth)
        #expect(zip(fourier.shares, [0.4, 0.4, 0.2]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test("a flat spectrum has 2/(n − 1) in each") func flat() throws {
        let fourier = try #require(Self.spectrum(places: Array(0..<13)) { [$0 == 5 ? 1 : 0] })
        #expect(fourier.shares.allSatisfy { abs($0 - 2.0 / 12) < 1e-12 })
    }

    @Test("residues are all p, positions from the first to the last there is, and gaps add nothing") func gaps() throws
    {
        let residues = try #require(Self.spectrum(places: [1, 2, 5], classes: 7) { [$0] })
        #expect(residues.values == 7 && residues.axis == .residue)
        let positions = try #require(Self.spectrum(places: [1, 2, 5], axis: .position) { [$0] })
        #expect(positions.values == 5 && positions.axis == .position)
        // Here the gaps hold the mean of 1, 2 and 5.
        let filled = try #require(
            Self.spectrum(places: Array(1..<6), axis: .position) { [$0 == 3 || $0 == 4 ? 8.0 / 3 : $0] })
        #expect(zip(positions.shares, filled.shares).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test("no spectrum of one value, of what never changes, or of no numbers") func none() {
        #expect(Self.spectrum(places: [4], axis: .depth) { [$0] } == nil)
        #expect(Self.spectrum(places: [4]) { [$0] } == nil)
        #expect(Self.spectrum(places: Array(0..<13)) { _ in [0, 0] } == nil)
        #expect(Self.spectrum(places: Array(0..<13)) { [$0 == 3 ? .nan : $0] } == nil)
    }
}
