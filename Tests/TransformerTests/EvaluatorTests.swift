import Foundation
import Kernels
import TestSupport
import Testing
import Transformer

@Suite("Evaluator")
struct EvaluatorTests {
    /// Some 1,600 tokens: several chunks.
    private static let sequences: [LabelledSequence] = {
        var generator = RandomGenerator(seed: 3, stream: .testData)
        return (0..<400).map { _ in
            let length = 1 + generator.integer(below: 7)
            return LabelledSequence(
                tokens: (0..<length).map { _ in Int32(generator.integer(below: 3)) },
                targets: (0..<length).map { _ in Int32(generator.integer(below: 6)) - 1 })
        }
    }()

    private static func packed() -> PackedTokens {
        var tokens = PackedTokens()
        for sequence in sequences { tokens.append(sequence.tokens, targets: sequence.targets) }
        return tokens
    }

    @Test("loss, accuracy and counts as the naive twin's") func sums() {
        let model = TinyModel()
        let pool = WorkerPool(threadCount: 1)
        let evaluator = Evaluator(encoder: model.encoder, pool: pool, sequences: Self.sequences)
        let sums = evaluator.evaluate(model.views)
        let tokens = Self.packed()
        let logits = model.naiveLogits(tokens, parameters: model.parameters.contents().map { Double($0) })
        let expected = Naive.crossEntropySum(logits, targets: tokens.targets)
        #expect(abs(sums.loss - expected) < 1e-6 * expected)
        let correct = (0..<tokens.count).filter { row in
            let values = (0..<5).map { logits[row, $0] }
            return tokens.targets[row] >= 0 && values[Int(tokens.targets[row])] == values.max()
        }.count
        #expect(sums.correct == correct)
        #expect(sums.scored == tokens.scoredCount && evaluator.tokenCount == tokens.scoredCount)
        #expect(evaluator.sequenceCount == 400)
    }

    @Test("no bit depends on the number of threads", arguments: [2, 3, 4])
    func threads(count: Int) {
        let model = TinyModel()
        func results(_ threads: Int) -> (CrossEntropy.Sums, [Float], Double) {
            let pool = WorkerPool(threadCount: threads)
            defer { pool.close() }
            let evaluator = Evaluator(encoder: model.encoder, pool: pool, sequences: Self.sequences)
            let (sums, rows) = evaluator.logProbabilities(model.views)
            let other = TinyModel(seed: 9)
            let (otherSums, divergence) = evaluator.evaluate(other.views, against: rows)
            #expect(otherSums != sums)
            return (sums, rows, divergence)
        }
        let (one, many) = (results(1), results(count))
        #expect(one.0 == many.0)
        #expect(one.1 == many.1)
        #expect(one.2 == many.2)
    }

    @Test("KL of another model as the naive twin's; of a model with itself it is nothing")
    func divergence() {
        let model = TinyModel()
        let other = TinyModel(seed: 9)
        let pool = WorkerPool(threadCount: 2)
        defer { pool.close() }
        let evaluator = Evaluator(encoder: model.encoder, pool: pool, sequences: Self.sequences)
        let (sums, rows) = evaluator.logProbabilities(model.views)
        #expect(evaluator.evaluate(model.views) == sums)
        #expect(evaluator.evaluate(model.views, against: rows).klDivergence == 0)

        let tokens = Self.packed()
        func logProbabilities(_ model: borrowing TinyModel) -> [[Double]] {
            let logits = model.naiveLogits(tokens, parameters: model.parameters.contents().map { Double($0) })
            return (0..<tokens.count).map { row in Naive.logSoftmax((0..<5).map { logits[row, $0] }) }
        }
        let (base, moved) = (logProbabilities(model), logProbabilities(other))
        var expected = 0.0
        for row in 0..<tokens.count where tokens.targets[row] >= 0 {
            for (p, q) in zip(base[row], moved[row]) { expected += exp(p) * (p - q) }
        }
        expected /= Double(tokens.scoredCount)
        let result = evaluator.evaluate(other.views, against: rows)
        #expect(abs(result.klDivergence - expected) < 1e-5 * expected)
    }
}
