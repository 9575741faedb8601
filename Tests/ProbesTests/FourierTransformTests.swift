import Foundation
import Kernels
import Probes
import RunEvents
import Testing

@Suite("Fourier transform")
struct FourierTransformTests {
    private static func random(_ count: Int, _ width: Int) -> [[Double]] {
        var generator = RandomGenerator(seed: UInt64(count), stream: .probes)
        return (0..<count).map { _ in (0..<width).map { _ in 1 + generator.normal() } }
    }

    /// The sum over both frequencies k and n − k of ‖X‖²/n², where each term has its own angle.
    private static func naive(_ vectors: [[Double]], _ frequency: Int) -> Double {
        let count = vectors.count
        var power = 0.0
        for k in Set([frequency, (count - frequency) % count]) {
            for column in vectors[0].indices {
                var (real, imaginary) = (0.0, 0.0)
                for t in 0..<count {
                    let angle = -2 * Double.pi * Double(k) * Double(t) / Double(count)
                    real += vectors[t][column] * cos(angle)
                    imaginary += vectors[t][column] * sin(angle)
                }
                power += (real * real + imaginary * imaginary) / Double(count * count)
            }
        }
        return power
    }

    @Test("power as a double loop over all frequencies has it", arguments: [1, 2, 3, 7, 24, 25, 97], [1, 5])
    func twin(count: Int, width: Int) {
        let vectors = Self.random(count, width)
        let power = FourierTransform.power(vectors)
        #expect(power.count == count / 2 + 1)
        for (frequency, value) in power.enumerated() {
            let expected = Self.naive(vectors, frequency)
            #expect(abs(value - expected) < 1e-12 * (1 + expected))
        }
    }

    @Test("all of it together is the mean squared norm", arguments: [1, 2, 3, 24, 97])
    func parseval(count: Int) {
        let vectors = Self.random(count, 3)
        let norm = vectors.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } } / Double(count)
        #expect(abs(FourierTransform.power(vectors).reduce(0, +) - norm) < 1e-12 * norm)
    }

    /// Waves with several amplitudes and phases on a constant, each in columns of its own.
    private static func waves(_ count: Int, _ waves: [(frequency: Int, amplitude: Double)]) -> [[Double]] {
        (0..<count).map { t in
            waves.enumerated().map { index, wave in
                let angle = 2 * Double.pi * Double(wave.frequency * t) / Double(count) + 0.3 * Double(index)
                return 5 + wave.amplitude * cos(angle)
            }
        }
    }

    @Test("planted frequencies are found, with their shares") func planted() {
        let spectrum = FourierRecord.Spectrum(of: Self.waves(97, [(14, 2), (35, 1), (41, 2.0.squareRoot())]))
        #expect(spectrum.length == 97 && spectrum.shares.count == 48)
        #expect(spectrum.top.prefix(3).map(\.frequency) == [14, 41, 35])
        #expect(zip(spectrum.top, [4.0 / 7, 2.0 / 7, 1.0 / 7]).allSatisfy { abs($0.share - $1) < 1e-12 })
        // The mean of cos² is ½.
        #expect(abs(spectrum.varyingPower - 3.5) < 1e-12 && abs(spectrum.constantPower - 75) < 1e-10)
        #expect(abs(spectrum.topShare - 1) < 1e-12 && abs(spectrum.shares.reduce(0, +) - 1) < 1e-12)
        #expect(spectrum.top.count == 5)
    }

    @Test("n/2 has no mirror") func halfway() {
        let spectrum = FourierRecord.Spectrum(of: (0..<24).map { [$0 % 2 == 0 ? 3.0 : -3] })
        #expect(spectrum.top[0].frequency == 12 && abs(spectrum.top[0].share - 1) < 1e-12)
        #expect(abs(spectrum.varyingPower - 9) < 1e-12 && spectrum.constantPower < 1e-24)
        #expect(abs(spectrum.gini - (1 - 1.0 / 12)) < 1e-6)
    }

    @Test("where nothing varies there is no frequency", arguments: [1, 2, 24, 97])
    func constant(count: Int) {
        let spectrum = FourierRecord.Spectrum(of: Array(repeating: [0.1, -1e6, 0.7], count: count))
        #expect(spectrum.shares == Array(repeating: 0, count: count / 2))
        #expect(spectrum.top.isEmpty && spectrum.topShare == 0 && spectrum.gini == 0 && spectrum.varyingPower == 0)
        #expect(abs(spectrum.constantPower - 1e12 - 0.5) < 1e-2)
        #expect(FourierRecord.Spectrum(of: [[0], [0], [0]]).varyingPower == 0)
    }

    @Test("Gini: 0 for equals, 1 − 1/K for one alone, by the pairwise formula in between") func gini() {
        #expect(abs(FourierRecord.Spectrum.gini([2, 2, 2, 2])) < 1e-15)
        #expect(abs(FourierRecord.Spectrum.gini([0, 7, 0, 0]) - 0.75) < 1e-15)
        #expect(FourierRecord.Spectrum.gini([0, 0]) == 0 && FourierRecord.Spectrum.gini([]) == 0)
        let values = Self.random(17, 1).map { abs($0[0]) }
        let differences = values.reduce(0.0) { sum, x in sum + values.reduce(0) { $0 + abs(x - $1) } }
        let expected = differences / (2 * 17 * values.reduce(0, +))
        #expect(abs(FourierRecord.Spectrum.gini(values) - expected) < 1e-14)
    }
}
