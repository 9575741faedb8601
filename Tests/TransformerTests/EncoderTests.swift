import Kernels
import TestSupport
import Testing
import Transformer

@Suite("Encoder")
struct EncoderTests {
    private static let masks: [Attention.Mask] = [.causal, .none]

    @Test("logits as the naive twin's", arguments: masks, [1, 2])
    func forward(mask: Attention.Mask, heads: Int) {
        let model = TinyModel(mask: mask, heads: heads)
        let tokens = TinyModel.tokens([4, 1, 7])
        let expected = model.naiveLogits(tokens, parameters: model.parameters.contents().map { Double($0) })
        #expect(relativeError(model.logits(tokens).values, expected.values) < 5e-6)
    }

    @Test("the gradient of every tensor, by differences of the twin's loss", arguments: masks)
    func gradient(mask: Attention.Mask) {
        let model = TinyModel(mask: mask)
        let tokens = TinyModel.tokens([3, 1, 5])
        let workspace = model.workspace(tokens, .training)
        let gradient = Arena(count: model.encoder.table.count)
        gradient.fill(.nan)  // what is not overwritten must be zeroed first
        model.encoder.forward(parameters: model.views, tokens: tokens, workspace: workspace)
        let scale = 1 / Float(tokens.scoredCount)
        let sums = CrossEntropy.gradientInPlace(
            logits: workspace.logits.prefix(tokens.count), tokens: tokens, scale: scale)
        model.encoder.backward(
            parameters: model.views,
            gradients: EncoderParameters(shape: model.encoder.shape, table: model.encoder.table, base: gradient.base),
            gradientArena: gradient, tokens: tokens, workspace: workspace)

        let point = model.parameters.contents().map { Double($0) }
        func loss(_ parameters: [Double]) -> Double {
            Naive.crossEntropySum(model.naiveLogits(tokens, parameters: parameters), targets: tokens.targets)
                / Double(tokens.scoredCount)
        }
        #expect(abs(sums.meanLoss - loss(point)) < 1e-5)
        let numerical = numericalGradient(at: point) { loss($0) }
        let values = gradient.contents().map { Double($0) }
        for entry in model.encoder.table.entries {
            let (ours, expected) = (Array(values[entry.range]), Array(numerical[entry.range]))
            if entry.name.hasSuffix("in_proj_bias") {
                // The key bias shifts all scores of a query alike: its gradient is zero, and ours is rounding.
                let keys = 8..<16
                #expect(largestDifference(Array(ours[keys]), keys.map { _ in 0 }) < 1e-8, "\(entry.name), keys")
            }
            #expect(relativeError(ours, expected) < 1e-4, "\(entry.name)")
        }
        // Positions 5 and 6 are in no sequence.
        let positions = model.encoder.table["pos.weight"]
        #expect(values[positions.offset + 5 * 8..<positions.range.upperBound].allSatisfy { $0 == 0 })
    }

    @Test("a packed batch gives each sequence what it gets alone", arguments: masks)
    func packing(mask: Attention.Mask) {
        let model = TinyModel(mask: mask)
        let tokens = TinyModel.tokens([5, 1, 7, 2, 2])
        let together = model.logits(tokens)
        for sequence in tokens.branches.map(\.rows) {
            var alone = PackedTokens()
            alone.append(tokens.identifiers[sequence], targets: tokens.targets[sequence])
            let expected = model.logits(alone).values
            // Not the same bits: BLAS picks other kernels for another number of rows.
            let ours = Array(together.values[sequence.lowerBound * 5..<sequence.upperBound * 5])
            #expect(relativeError(ours, expected) < 2e-6)
        }
    }

    @Test("a causal model does not look ahead") func causality() {
        let model = TinyModel(mask: .causal)
        var (first, second) = (PackedTokens(), PackedTokens())
        first.append([0, 1, 2, 0, 1], targets: [0, 0, 0, 0, 0])
        second.append([0, 1, 2, 1, 0], targets: [0, 0, 0, 0, 0])
        let (a, b) = (model.logits(first), model.logits(second))
        #expect(a.values.prefix(15) == b.values.prefix(15))
        #expect(a.values.suffix(10) != b.values.suffix(10))
    }

    @Test("an evaluation workspace gives the bits of a training one, also after other tokens")
    func workspaces() {
        let model = TinyModel()
        let tokens = TinyModel.tokens([4, 3, 7])
        let workspace = model.workspace(tokens, .evaluation)
        for lengths in [[7, 7], [1], [2, 3]] {
            model.encoder.forward(parameters: model.views, tokens: TinyModel.tokens(lengths), workspace: workspace)
        }
        model.encoder.forward(parameters: model.views, tokens: tokens, workspace: workspace)
        #expect(Grid(workspace.logits.prefix(tokens.count)) == model.logits(tokens, .training))
    }
}
