import Kernels
import TestSupport
import Testing
import Transformer

@Suite("Gradient")
struct GradientTests {
    @Test("of every tensor, by differences of the naive twin's loss", arguments: ModelCase.all)
    func differences(test: ModelCase) {
        let model = TinyModel(test.shape)
        let batch = model.batch(test.sequences)
        let (sums, values) = model.gradient(batch, model.workspace(batch, .training))
        #expect(abs(sums.meanLoss - model.naive.loss(test.sequences)) < 1e-5)
        let numerical = numericalGradient(at: model.point) { model.naive(at: $0).loss(test.sequences) }
        let width = test.shape.modelWidth
        for entry in model.model.table.entries {
            let (ours, expected) = (Array(values[entry.range]), Array(numerical[entry.range]))
            if entry.name.hasSuffix("in_proj_bias") {
                // The key bias shifts all scores of a query alike: its gradient is zero, and ours is rounding.
                let keys = width..<2 * width
                let largest = expected.map(abs).max() ?? 0
                #expect(
                    largestDifference(Array(ours[keys]), keys.map { _ in 0 }) < 3e-7 * largest, "\(entry.name), keys")
            }
            #expect(relativeError(ours, expected) < 1e-4, "\(entry.name)")
        }
    }

    @Test("tokens and positions that are in no sequence have none", arguments: ModelCase.all)
    func unseen(test: ModelCase) {
        let model = TinyModel(test.shape)
        let batch = model.batch(test.sequences)
        let (_, values) = model.gradient(batch, model.workspace(batch, .training))
        let width = test.shape.modelWidth
        func expectRows(of name: String, in sequences: [[Int32]], isPosition: Bool) {
            let entry = model.model.table[name]
            let seen = Set(sequences.flatMap { isPosition ? Array($0.indices) : $0.map { Int($0) } })
            for row in 0..<entry.shape[0] {
                let gradient = values[entry.offset + row * width..<entry.offset + (row + 1) * width]
                #expect(gradient.allSatisfy { $0 == 0 } == !seen.contains(row), "\(name), row \(row)")
            }
        }
        let tokens = test.sequences.map(\.tokens)
        if test.shape.decoder == nil {
            // What is not scored is seen all the same where another token of its sequence is.
            let scored = test.sequences.filter { $0.targets.contains { $0 >= 0 } }.map(\.tokens)
            expectRows(of: "tok.weight", in: tokens, isPosition: false)
            expectRows(of: "pos.weight", in: scored, isPosition: true)
        } else {
            expectRows(of: "src_tok.weight", in: test.sequences.map(\.source), isPosition: false)
            expectRows(of: "src_pos.weight", in: test.sequences.map(\.source), isPosition: true)
            expectRows(of: "tgt_tok.weight", in: tokens, isPosition: false)
            expectRows(of: "tgt_pos.weight", in: tokens, isPosition: true)
        }
    }

    @Test("a batch's is the sum of its sequences', each alone", arguments: ModelCase.all)
    func sumOfSequences(test: ModelCase) {
        let model = TinyModel(test.shape)
        expectSumOfSequences(model, test.sequences)
        expectSumOfSequences(model, ModelCase.random(test.shape, count: 30))
    }

    /// Two letters and targets by token and place, as a causal task has them: most rows stand for several sequences.
    @Test("rows that stand for several sequences change nothing but the work", arguments: ModelCase.all)
    func shared(test: ModelCase) {
        var generator = RandomGenerator(seed: 5, stream: .trainData)
        let input = test.shape.decoder ?? test.shape.encoder
        let sequences = (0..<30).map { _ in
            let tokens = (0..<1 + generator.integer(below: input.contextLength)).map { _ in
                Int32(generator.integer(below: 2))
            }
            let classes = Int32(test.shape.classes)
            return LabelledSequence(
                source: test.shape.decoder == nil ? [] : Array([[1], [0, 1]][generator.integer(below: 2)]),
                tokens: tokens,
                targets: tokens.enumerated().map { place, token in
                    let isScored = test.shape.readOut == .firstToken ? place == 0 : place % 4 != 3
                    return isScored ? (token + Int32(place)) % classes : -1
                })
        }
        let model = TinyModel(test.shape)
        #expect(model.batch(sequences).targets.weights.contains { $0 > 1 }, "nothing is shared")
        expectSumOfSequences(model, sequences)
    }

    private func expectSumOfSequences(_ model: borrowing TinyModel, _ sequences: [LabelledSequence]) {
        let whole = model.batch(sequences)
        let (sums, gradient) = model.gradient(whole, model.workspace(whole, .training))
        var (expectedSums, expected) = (CrossEntropy.Sums(), gradient.map { _ in 0.0 })
        // What is added up, without its signs: rounding is in proportion to that, however much of it cancels.
        var magnitude = expected
        for sequence in sequences {
            let alone = model.batch([sequence])
            let (sums, gradient) = model.gradient(
                alone, model.workspace(alone, .training), scored: whole.targets.scoredCount)
            expectedSums += sums
            for index in expected.indices {
                expected[index] += gradient[index]
                magnitude[index] += abs(gradient[index])
            }
        }
        #expect(abs(sums.loss - expectedSums.loss) < 1e-6 * expectedSums.loss)
        #expect(sums.correct == expectedSums.correct && sums.scored == expectedSums.scored)
        let width = model.model.shape.modelWidth
        for entry in model.model.table.entries {
            var (ours, theirs) = (Array(gradient[entry.range]), Array(expected[entry.range]))
            let scale = magnitude[entry.range].max() ?? 0
            if entry.name.hasSuffix("in_proj_bias") {
                // The keys' is rounding.
                ours.removeSubrange(width..<2 * width)
                theirs.removeSubrange(width..<2 * width)
            }
            #expect(largestDifference(ours, theirs) <= 1e-5 * scale, "\(entry.name)")
        }
    }
}
