import Foundation
import Kernels
import Probes
import RunEvents
import Tasks
import Testing

/// Tests restricted and excluded loss against NumPy, and against models of which they are known.
@Suite("Progress measures")
struct SumWavesTests {
    /// What `Tests/Python/progress_measures.py` wrote.
    struct Reference: Decodable {
        let modulus: Int
        let logits: [Float]
        let isTrain: [Bool]
        let measures: [Measures]

        struct Measures: Decodable {
            let sign: Int
            let loss: Double
            let trainLoss: Double
            let restrictedLoss: Double
            let excludedLoss: Double
            let keyFrequencies: [Int]
            let shares: [Double]
            let keyPower: Double
        }

        init() throws {
            let file = try #require(
                Bundle.module.url(forResource: "progress-measures", withExtension: "json", subdirectory: "Resources"))
            self = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
        }
    }

    @Test("a sum's and a difference's, as NumPy's two-dimensional Fourier transform gives them, to 1e-6")
    func reference() throws {
        let reference = try Reference()
        let all = [Bool](repeating: true, count: reference.isTrain.count)
        #expect(reference.measures.map(\.sign) == [1, -1])
        for expected in reference.measures {
            let waves = SumWaves(reference.logits, modulus: reference.modulus, sign: expected.sign)
            let keys = waves.keyFrequencies
            #expect(keys == expected.keyFrequencies && keys.count == 2)
            #expect(zip(waves.shares, expected.shares).allSatisfy { abs($0 - $1) < 1e-6 })
            #expect(waves.shares.count == expected.shares.count)
            #expect(abs(waves.power(of: keys) - expected.keyPower) < 1e-6)
            #expect(abs(waves.loss(of: all) - expected.loss) < 1e-6)
            #expect(abs(waves.loss(of: reference.isTrain) - expected.trainLoss) < 1e-6)
            #expect(abs(waves.restrictedLoss(keys) - expected.restrictedLoss) < 1e-6)
            #expect(abs(waves.excludedLoss(keys, of: reference.isTrain) - expected.excludedLoss) < 1e-6)
        }
    }

    /// Logits that are one wave and a constant for each class.
    private static func oneWave(_ frequency: Int, modulus p: Int, height: Double) -> [Float] {
        (0..<p * p * p).map { index in
            let (a, b, c) = (index / (p * p), index / p % p, index % p)
            let angle = 2 * Double.pi * Double(frequency * (a + b - c)) / Double(p)
            return Float(height * cos(angle) + Double(c % 3))
        }
    }

    @Test("of logits that are no numbers no frequency is key, and no loss is a number")
    func notFinite() {
        let waves = SumWaves([Float](repeating: .nan, count: 7 * 7 * 7), modulus: 7, sign: 1)
        let all = [Bool](repeating: true, count: 7 * 7)
        #expect(waves.keyFrequencies.isEmpty && waves.loss(of: all).isNaN)
        #expect(waves.restrictedLoss([]).isNaN && waves.excludedLoss([], of: all).isNaN)
    }

    @Test("of one wave everything is restricted to it, and without it the constants are left", arguments: [7, 11])
    func oneWave(modulus p: Int) throws {
        let waves = SumWaves(Self.oneWave(2, modulus: p, height: 9), modulus: p, sign: 1)
        let all = [Bool](repeating: true, count: p * p)
        #expect(waves.keyFrequencies == [2] && abs(waves.power(of: [2]) - 1) < 1e-12)
        #expect(abs(waves.restrictedLoss([2]) - waves.loss(of: all)) < 1e-6)
        let constants = (0..<p).map { Double($0 % 3) }
        let normalizer = log(constants.reduce(0) { $0 + exp($1) })
        let expected = normalizer - constants.reduce(0, +) / Double(p)
        #expect(abs(waves.excludedLoss([2], of: all) - expected) < 1e-6)
        #expect(abs(waves.restrictedLoss([]) - expected) < 1e-6)
        #expect(waves.excludedLoss([], of: all) == waves.loss(of: all))
    }

    @Test(
        "equal logits have no wave and no key frequency; modulo 2 and 3 there are none and one", arguments: [2, 3, 5])
    func nothing(modulus p: Int) {
        let waves = SumWaves([Float](repeating: 1, count: p * p * p), modulus: p, sign: 1)
        #expect(waves.keyFrequencies.isEmpty && waves.shares == Array(repeating: 0, count: (p - 1) / 2))
        #expect(waves.power(of: []) == 0 && abs(waves.restrictedLoss([]) - log(Double(p))) < 1e-12)
    }

    @Test(
        "the probe's losses are those of an evaluation of all pairs, and of the train set",
        arguments: [TaskName.modadd, .modsub])
    func probe(task: TaskName) throws {
        let setting = ProbeSetting(task)
        let sign = task == .modadd ? 1 : -1
        let pairs = (0..<121).map { pair in
            LabelledSequence(
                tokens: [Int32(pair / 11), Int32(pair % 11)],
                targets: [Int32((pair / 11 + sign * (pair % 11) + 11) % 11), -1])
        }
        let train = pairs.filter { ($0.tokens[0] * 5 + $0.tokens[1] * 3) % 11 < 5 }
        let context = ProbeContext(
            model: setting.context.model, config: setting.context.config, test: pairs, train: train)
        let record = try #require(ProgressProbe.run(context, setting.snapshot, isCancelled: { false }))
        #expect(record.modulus == 11 && record.trainPairs == 55 && record.shares.count == 5)
        func loss(_ sequences: [LabelledSequence]) -> Double {
            let context = ProbeContext(model: context.model, config: context.config, test: sequences)
            return ProbeSetting(context: context, snapshot: setting.snapshot).sums { $1 }.meanLoss
        }
        #expect(abs(record.loss - loss(pairs)) < 1e-5)
        #expect(abs(record.trainLoss - loss(train)) < 1e-5)
    }

    @Test("other tasks are refused in words", arguments: [TaskName.dyck, .scan, .modmul, .modx2y2])
    func refused(task: TaskName) {
        let reason = TaskPreset.config(for: task).reasonToRefuse(.progressMeasures)
        #expect(
            reason == "progress is measured where the answer is a + b or a − b modulo p, and not in \(task.rawValue)")
        #expect(TaskPreset.config(for: task).reasonToRefuse(.ablation) == nil)
        #expect(TaskPreset.config(for: .modadd).reasonToRefuse(.progressMeasures) == nil)
    }
}
