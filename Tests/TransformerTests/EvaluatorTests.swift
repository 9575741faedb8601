import Foundation
import Kernels
import TestSupport
import Testing
import Transformer

@Suite("Evaluator")
struct EvaluatorTests {
    private static let cases = [ModelCase.causal, .bidirectional, .firstToken(layers: 2), .pairs(layers: 2)]

    /// Some 1,500 tokens: several chunks.
    private static func sequences(_ test: ModelCase) -> [LabelledSequence] { ModelCase.random(test.shape, count: 400) }

    /// The targets of the rows of `naive.logits`.
    private static func targets(_ test: ModelCase, _ sequence: LabelledSequence) -> [Int32] {
        test.shape.readOut == .firstToken ? [sequence.targets[0]] : sequence.targets
    }

    private static func isRight(_ logits: Grid, _ row: Int, _ target: Int32) -> Bool {
        logits[row, Int(target)] == logits.row(row).max()
    }

    @Test("loss, accuracy and counts as the naive twin's", arguments: cases)
    func sums(test: ModelCase) {
        let model = TinyModel(test.shape)
        let pool = WorkerPool(threadCount: 1)
        let sequences = Self.sequences(test)
        let evaluator = Evaluator(model: model.model, pool: pool, sequences: sequences)
        let sums = evaluator.evaluate(model.views)
        let naive = model.naive
        var (loss, correct, scored, right) = (0.0, 0, 0, 0)
        for sequence in sequences {
            let (logits, targets) = (naive.logits(sequence), Self.targets(test, sequence))
            loss += Naive.crossEntropySum(logits, targets: targets)
            let rows = targets.indices.filter { targets[$0] >= 0 }
            let rightRows = rows.filter { Self.isRight(logits, $0, targets[$0]) }
            scored += rows.count
            correct += rightRows.count
            if rows == rightRows { right += 1 }
        }
        #expect(abs(sums.loss - loss) < 1e-6 * loss)
        #expect(sums.correct == correct)
        #expect(sums.scored == scored && evaluator.tokenCount == scored)
        #expect(evaluator.sequenceCount == 400)
        if test.shape.decoder == nil {
            #expect(sums.sequenceAccuracy == nil)
        } else {
            #expect(sums.sequences == 400 && sums.correctSequences == right && right > 0)
        }
    }

    @Test("no bit depends on the number of threads", arguments: cases, [2, 3, 4])
    func threads(test: ModelCase, count: Int) {
        let model = TinyModel(test.shape)
        let sequences = Self.sequences(test)
        func results(_ threads: Int) -> (CrossEntropy.Sums, [Float], Double) {
            let pool = WorkerPool(threadCount: threads)
            defer { pool.close() }
            let evaluator = Evaluator(model: model.model, pool: pool, sequences: sequences)
            let (sums, rows) = evaluator.logProbabilities(model.views)
            let other = TinyModel(test.shape, seed: 9)
            let (otherSums, divergence) = evaluator.evaluate(other.views, against: rows)
            #expect(otherSums != sums)
            return (sums, rows, divergence)
        }
        let (one, many) = (results(1), results(count))
        #expect(one.0 == many.0)
        #expect(one.1 == many.1)
        #expect(one.2 == many.2)
    }

    @Test("KL of another model as the naive twin's; of a model with itself it is nothing", arguments: cases)
    func divergence(test: ModelCase) {
        let model = TinyModel(test.shape)
        let other = TinyModel(test.shape, seed: 9)
        let pool = WorkerPool(threadCount: 2)
        defer { pool.close() }
        let sequences = Self.sequences(test)
        let evaluator = Evaluator(model: model.model, pool: pool, sequences: sequences)
        let (sums, rows) = evaluator.logProbabilities(model.views)
        #expect(evaluator.evaluate(model.views) == sums)
        #expect(evaluator.evaluate(model.views, against: rows).klDivergence == 0)

        let (base, moved) = (model.naive, other.naive)
        var (expected, scored) = (0.0, 0)
        for sequence in sequences {
            let (first, second) = (base.logits(sequence), moved.logits(sequence))
            for (row, target) in Self.targets(test, sequence).enumerated() where target >= 0 {
                scored += 1
                for (p, q) in zip(Naive.logSoftmax(first.row(row)), Naive.logSoftmax(second.row(row))) {
                    expected += exp(p) * (p - q)
                }
            }
        }
        expected /= Double(scored)
        let result = evaluator.evaluate(other.views, against: rows)
        #expect(abs(result.klDivergence - expected) < 1e-5 * expected)
    }

    @Test("the order of the sequences does not matter, and each copy counts", arguments: cases)
    func copies(test: ModelCase) {
        let model = TinyModel(test.shape)
        let pool = WorkerPool(threadCount: 1)
        let sequences = Array(Self.sequences(test).prefix(60))
        let once = Evaluator(model: model.model, pool: pool, sequences: sequences).evaluate(model.views)
        let twice = Evaluator(model: model.model, pool: pool, sequences: sequences.reversed() + sequences)
            .evaluate(model.views)
        #expect(abs(twice.loss - 2 * once.loss) < 1e-6 * twice.loss)
        #expect(twice.correct == 2 * once.correct && twice.scored == 2 * once.scored)
        #expect(twice.sequences == 2 * once.sequences && twice.correctSequences == 2 * once.correctSequences)
    }
}
