import Kernels
import TestSupport
import Testing
import Transformer

@Suite("Forward")
struct ForwardTests {
    private static let shapes =
        [1, 2, 4].flatMap { heads in
            [
                ModelCase.encoder(.causal, heads: heads), ModelCase.encoder(.none, heads: heads),
                ModelCase.encoder(.none, layers: 3, heads: heads, readOut: .firstToken),
            ]
        } + [1, 2, 3, 6].map { ModelCase.encoderDecoder(layers: 3, heads: $0) }

    private func expectNaiveLogits(_ shape: TransformerShape, _ sequences: [LabelledSequence]) {
        let model = TinyModel(shape)
        let batch = model.batch(sequences)
        let naive = model.naive
        for sequence in Set(sequences) {
            let expected = naive.logits(sequence)
            guard let ours = model.logits(of: sequence, in: batch) else {
                Issue.record("\(sequence) is not in the batch")
                continue
            }
            #expect(relativeError(ours.values, expected.values) < 5e-6, "\(sequence)")
        }
    }

    @Test("logits as the naive twin's, which packs and shares nothing", arguments: ModelCase.all)
    func logits(test: ModelCase) {
        let model = TinyModel(test.shape)
        let batch = model.batch(test.sequences)
        let tokens = test.sequences.reduce(0) { $0 + $1.tokens.count }
        #expect(PackedRowCounts(batch).largest < tokens, "nothing is shared")
        expectNaiveLogits(test.shape, test.sequences)
    }

    @Test("of random sequences, whatever the number of heads", arguments: shapes)
    func heads(shape: TransformerShape) {
        expectNaiveLogits(shape, ModelCase.random(shape, count: 25))
    }

    @Test("a sequence's logits do not depend on what else is in the batch", arguments: ModelCase.all)
    func batches(test: ModelCase) {
        let model = TinyModel(test.shape)
        let crowd = ModelCase.random(test.shape, count: 40, seed: 8)
        for sequence in Set(test.sequences) {
            guard let expected = model.logits(of: sequence, in: model.batch([sequence])) else {
                Issue.record("\(sequence) is not in its own batch")
                continue
            }
            let amid = Array(crowd[..<20]) + [sequence] + Array(crowd[20...])
            for others in [test.sequences, [sequence] + crowd, amid, crowd + [sequence]] {
                // Not the same bits: BLAS picks other kernels for another number of rows.
                let ours = model.logits(of: sequence, in: model.batch(others))
                #expect(ours.map { relativeError($0.values, expected.values) } ?? .infinity < 2e-6, "\(sequence)")
            }
        }
    }

    @Test("a causal encoder does not look ahead") func causality() {
        let model = TinyModel(ModelCase.encoder(.causal))
        let (first, second) = (logits(model, tokens: [0, 1, 2, 0, 1]), logits(model, tokens: [0, 1, 2, 1, 0]))
        #expect(first.values.prefix(15) == second.values.prefix(15))
        #expect(first.values.suffix(10) != second.values.suffix(10))
    }

    @Test("without a mask every token sees every other") func noMask() {
        let model = TinyModel(ModelCase.encoder(.none))
        let (first, second) = (logits(model, tokens: [0, 1, 2, 0]), logits(model, tokens: [0, 1, 2, 1]))
        #expect((0..<4).allSatisfy { first.row($0) != second.row($0) })
    }

    @Test("a decoder sees the whole source, and of its target what came before", arguments: [1, 2])
    func decoder(layers: Int) {
        let model = TinyModel(ModelCase.encoderDecoder(layers: layers))
        let first = logits(model, source: [0, 1, 2], tokens: [3, 0, 1, 2])
        let otherEnd = logits(model, source: [0, 1, 2], tokens: [3, 0, 2, 2])
        #expect((0..<2).allSatisfy { first.row($0) == otherEnd.row($0) })
        #expect((2..<4).allSatisfy { first.row($0) != otherEnd.row($0) })
        for source in [[0, 1, 3], [4, 1, 2], [0, 1, 2, 2], [1, 0, 2]] as [[Int32]] {
            let other = logits(model, source: source, tokens: [3, 0, 1, 2])
            #expect((0..<4).allSatisfy { first.row($0) != other.row($0) }, "\(source)")
        }
    }

    private func logits(_ model: borrowing TinyModel, source: [Int32] = [], tokens: [Int32]) -> Grid {
        model.logits(
            model.batch([LabelledSequence(source: source, tokens: tokens, targets: tokens.map { _ in 0 })]))
    }
}
