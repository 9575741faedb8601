import Kernels
import TestSupport
import Testing
import Transformer

/// Rows that stand for several sequences must change nothing but the work.
@Suite("Shared beginnings")
struct SharedPrefixTests {
    /// Two letters, so that much is shared; targets by the token and the place, as a causal task has them.
    private static func sequences() -> [LabelledSequence] {
        var generator = RandomGenerator(seed: 5, stream: .trainData)
        return (0..<30).map { _ in
            let length = 1 + generator.integer(below: 7)
            let tokens = (0..<length).map { _ in Int32(generator.integer(below: 2)) }
            return LabelledSequence(
                tokens: tokens, targets: tokens.enumerated().map { $0 % 4 == 3 ? -1 : ($1 + Int32($0)) % 5 })
        }
    }

    private static func shared(_ sequences: [LabelledSequence], _ sharing: PrefixTree.Sharing) -> PackedTokens {
        let tree = PrefixTree(sequences, sharing: sharing)
        var packer = PrefixPacker(tree: tree, reservingTokens: 400, sequences: sequences.count)
        for sequence in tree.order { packer.append(sequence, copies: 1) }
        return packer.tokens
    }

    @Test("the loss and every gradient as without sharing", arguments: [
        (Attention.Mask.causal, PrefixTree.Sharing.prefixes), (.none, .wholeSequences), (.causal, .wholeSequences),
    ])
    func sameGradient(mask: Attention.Mask, sharing: PrefixTree.Sharing) {
        let model = TinyModel(mask: mask)
        let sequences = Self.sequences()
        var plain = PackedTokens()
        for sequence in sequences { plain.append(sequence.tokens, targets: sequence.targets) }
        let shared = Self.shared(sequences, sharing)
        #expect(shared.count < plain.count, "nothing is shared")
        #expect(shared.scoredCount == plain.scoredCount)

        let (plainSums, plainGradient) = gradient(model, plain)
        let (sharedSums, sharedGradient) = gradient(model, shared)
        #expect(abs(plainSums.loss - sharedSums.loss) < 1e-6 * plainSums.loss)
        #expect(plainSums.correct == sharedSums.correct && plainSums.scored == sharedSums.scored)
        for entry in model.encoder.table.entries where !entry.name.hasSuffix("in_proj_bias") {
            let (ours, expected) = (Array(sharedGradient[entry.range]), Array(plainGradient[entry.range]))
            #expect(relativeError(ours, expected) < 1e-5, "\(entry.name)")
        }
    }

    private func gradient(_ model: borrowing TinyModel, _ tokens: PackedTokens) -> (CrossEntropy.Sums, [Double]) {
        let workspace = model.workspace(tokens, .training)
        let gradient = Arena(count: model.encoder.table.count)
        gradient.fill(.nan)
        model.encoder.forward(parameters: model.views, tokens: tokens, workspace: workspace)
        let sums = CrossEntropy.gradientInPlace(
            logits: workspace.logits.prefix(tokens.count), tokens: tokens, scale: 1 / Float(tokens.scoredCount))
        model.encoder.backward(
            parameters: model.views,
            gradients: EncoderParameters(shape: model.encoder.shape, table: model.encoder.table, base: gradient.base),
            gradientArena: gradient, tokens: tokens, workspace: workspace)
        return (sums, gradient.contents().map { Double($0) })
    }
}
