import Kernels
import TestSupport
import Testing
import Transformer

@Suite("Gradient evaluator")
struct GradientEvaluatorTests {
    private static func evaluator(
        _ model: TransformerModel, _ sequences: [LabelledSequence], threads: Int = 1
    ) -> GradientEvaluator {
        MatrixProduct.useCallingThreadOnly()
        return GradientEvaluator(
            model: model, pool: WorkerPool(threadCount: threads), sequences: sequences,
            range: model.table.range(of: .attentionWeight))
    }

    @Test("loss and gradient as of the naive twin", arguments: ModelCase.all)
    func naive(test: ModelCase) {
        let model = TinyModel(test.shape)
        let evaluator = Self.evaluator(model.model, test.sequences)
        let (loss, gradient) = evaluator.evaluate(model.views)
        #expect(abs(loss - model.naive.loss(test.sequences)) < 1e-5)
        let expected = numericalGradient(at: model.point) { model.naive(at: $0).loss(test.sequences) }
        #expect(relativeError(gradient, Array(expected[evaluator.range])) < 1e-4)
        #expect(evaluator.sequenceCount == test.sequences.count && evaluator.evaluations == 1)
        let scored = test.sequences.reduce(0) { $0 + $1.targets.filter { $0 >= 0 }.count }
        #expect(evaluator.tokenCount == scored)
    }

    /// Some thousand rows: several chunks.
    private static let kinds = [ModelCase.bidirectional, .pairs(layers: 2)]

    @Test("no bit depends on the number of threads, or on the call", arguments: kinds)
    func threads(test: ModelCase) {
        let model = TinyModel(test.shape)
        let sequences = ModelCase.random(test.shape, count: 900)
        let one = Self.evaluator(model.model, sequences)
        let (loss, gradient) = one.evaluate(model.views)
        for threads in 1...3 {
            let other = Self.evaluator(model.model, sequences, threads: threads)
            for _ in 0..<2 {
                let again = other.evaluate(model.views)
                #expect(again.loss == loss && again.gradient == gradient)
            }
        }
    }

    @Test("chunks add up to the mean over all", arguments: kinds)
    func chunks(test: ModelCase) {
        let model = TinyModel(test.shape)
        let sequences = ModelCase.random(test.shape, count: 900)
        let parts = [Array(sequences[..<400]), Array(sequences[400...])].map { Self.evaluator(model.model, $0) }
        let results = parts.map { $0.evaluate(model.views) }
        let whole = Self.evaluator(model.model, sequences)
        let (loss, gradient) = whole.evaluate(model.views)
        let weights = parts.map { Double($0.tokenCount) / Double(whole.tokenCount) }
        #expect(abs(loss - zip(results, weights).reduce(0) { $0 + $1.0.loss * $1.1 }) < 1e-6 * loss)
        let expected = gradient.indices.map { index in
            zip(results, weights).reduce(0) { $0 + $1.0.gradient[index] * $1.1 }
        }
        #expect(relativeError(gradient, expected) < 1e-5)
    }
}
