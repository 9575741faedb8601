import Kernels
import Testing

@Suite("Random numbers")
struct RandomGeneratorTests {
    /// The numbers come from an implementation of SplitMix64 and xoshiro256** in Python. From the state 1, 2, 3, 4 it
    /// gives the authors' own 11520, 0, 1509978240, 1215971899390074240.
    @Test(
        arguments: [
            (
                UInt64(0), RandomGenerator.Stream.trainData,
                [0xc53b_206a_51fc_ecd3, 0x3fd0_f5a7_a320_0abe, 0xe91e_5045_7039_2499, 0xf670_373e_2b91_f9c5]
            ),
            (
                42, .initialization,
                [0x1511_01d1_3664_4bc8, 0xfda0_f2c9_dc2c_e320, 0xd70b_5202_34d1_92e6, 0xf4d5_24d1_3af2_949e]
            ),
            (
                .max, .probes,
                [0x1a54_7feb_3135_9e4a, 0x2477_2b9b_7434_27d5, 0x1f45_6fb7_9d82_be6e, 0x0d56_bca8_a0f9_9627]
            ),
        ] as [(UInt64, RandomGenerator.Stream, [UInt64])])
    func knownAnswers(seed: UInt64, stream: RandomGenerator.Stream, expected: [UInt64]) {
        var generator = RandomGenerator(seed: seed, stream: stream)
        #expect(expected.map { _ in generator.next() } == expected)
    }

    /// The numbers come from the same Python; with the large bound, Lemire's method has to draw again.
    @Test func knownIntegers() {
        var small = RandomGenerator(seed: 42, stream: .batches)
        #expect((0..<16).map { _ in small.integer(below: 7) } == [6, 6, 1, 3, 2, 4, 0, 2, 4, 4, 3, 3, 2, 1, 5, 1])
        var large = RandomGenerator(seed: 42, stream: .batches)
        #expect(
            (0..<4).map { _ in large.integer(below: 3 << 61) } == [
                6_543_746_298_660_214_777, 6_423_445_676_662_333_563, 1_363_065_322_094_179_895,
                3_349_359_626_944_433_953,
            ])
    }

    @Test("the number of a stream is part of what a seed means") func streamNumbers() {
        let streams: [RandomGenerator.Stream] = [.trainData, .testData, .initialization, .batches, .probes]
        #expect(streams.map(\.rawValue) == [288, 2, 3, 4, 5])
        let firsts = streams.flatMap { stream in
            (UInt64(0)..<50).map { seed in
                var generator = RandomGenerator(seed: seed, stream: stream)
                return generator.next()
            }
        }
        #expect(Set(firsts).count == 250, "no seed or stream repeats another")
    }

    @Test(arguments: [1, 2, 3, 12, 50, 97])
    func integersAreUniform(bound: Int) {
        var generator = RandomGenerator(seed: 7, stream: .batches)
        var counts = [Int](repeating: 0, count: bound)
        let draws = 20_000
        for _ in 0..<draws {
            let value = generator.integer(below: bound)
            #expect((0..<bound).contains(value))
            counts[value] += 1
        }
        let expected = Double(draws) / Double(bound)
        let chiSquare = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        // The mean is bound − 1 and the standard deviation √(2(bound − 1)); four of them hold for all but about 1 in
        // 10⁴ seeds.
        let freedom = Double(bound - 1)
        #expect(chiSquare <= freedom + 4 * (2 * freedom).squareRoot(), "χ² = \(chiSquare) with \(freedom) degrees")
    }

    @Test func uniformMoments() {
        var generator = RandomGenerator(seed: 8, stream: .batches)
        let values = (0..<100_000).map { _ in generator.uniform() }
        #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
        // The standard error of the mean is 1/√(12 · 100,000) = 9e-4.
        #expect(abs(values.reduce(0, +) / 1e5 - 0.5) < 4e-3)
    }

    @Test func normalMoments() {
        var generator = RandomGenerator(seed: 9, stream: .initialization)
        let count = 100_000.0
        let values = (0..<100_000).map { _ in generator.normal() }
        let mean = values.reduce(0, +) / count
        func moment(_ power: Int) -> Double {
            values.reduce(0) { sum, value in sum + (0..<power).reduce(1) { product, _ in product * (value - mean) } }
                / count
        }
        // The standard errors are 1/√n = 0.0032, √(2/n) = 0.0045, √(6/n) = 0.0077, √(24·4/n) = 0.031; the bounds are
        // four of them.
        #expect(abs(mean) < 0.013)
        #expect(abs(moment(2) - 1) < 0.018)
        #expect(abs(moment(3)) < 0.031)
        #expect(abs(moment(4) - 3) < 0.13)
        #expect(values.allSatisfy { $0.isFinite })
    }
}
