import Kernels
import TestSupport
import Transformer

/// A model small enough to differentiate number by number: D 8, two layers, F 12, three tokens, five classes.
struct TinyModel: ~Copyable {
    let encoder: Encoder
    let parameters: Arena
    let views: EncoderParameters

    init(mask: Attention.Mask = .causal, heads: Int = 2, seed: UInt64 = 1) {
        encoder = Encoder(
            shape: EncoderShape(
                vocabulary: 3, contextLength: 7, classes: 5, modelWidth: 8, layers: 2, heads: heads,
                feedForwardWidth: 12, mask: mask))
        parameters = Arena(count: encoder.table.count)
        views = EncoderParameters(shape: encoder.shape, table: encoder.table, base: parameters.base)
        // Everything random, biases and gains too: zeros and ones would hide a term.
        var generator = RandomGenerator(seed: seed, stream: .initialization)
        for entry in encoder.table.entries {
            let isGain = entry.name.contains("norm") && entry.name.hasSuffix("weight")
            let values = Grid.random(1, entry.count, mean: isGain ? 1 : 0, scale: 0.4, from: &generator).values
            for (offset, value) in values.enumerated() { parameters.base[entry.offset + offset] = Float(value) }
        }
    }

    static func tokens(_ lengths: [Int], seed: UInt64 = 2) -> PackedTokens {
        var generator = RandomGenerator(seed: seed, stream: .testData)
        return .random(lengths: lengths, vocabulary: 3, classes: 5, from: &generator)
    }

    func workspace(_ tokens: PackedTokens, _ purpose: EncoderWorkspace.Purpose) -> EncoderWorkspace {
        EncoderWorkspace(
            shape: encoder.shape, tokenCapacity: tokens.count, longestSequence: tokens.longestSequence, purpose: purpose)
    }

    func logits(_ tokens: PackedTokens, _ purpose: EncoderWorkspace.Purpose = .evaluation) -> Grid {
        let workspace = workspace(tokens, purpose)
        return withExtendedLifetime(workspace) {
            encoder.forward(parameters: views, tokens: tokens, workspace: workspace)
            return Grid(workspace.logits.prefix(tokens.count))
        }
    }

    /// The model as its formula reads, in double, with `values` as θ.
    func naiveLogits(_ tokens: PackedTokens, parameters values: [Double]) -> Grid {
        let table = encoder.table
        func vector(_ name: String) -> [Double] { Array(values[table[name].range]) }
        func matrix(_ name: String) -> Grid {
            Grid(rows: table[name].shape[0], columns: table[name].shape[1], values: vector(name))
        }
        var x = Naive.embedding(tokens, tokenTable: matrix("tok.weight"), positionTable: matrix("pos.weight"))
        for layer in 0..<encoder.shape.layers {
            let prefix = "body.layers.\(layer)."
            let first = Naive.layerNorm(x, gain: vector(prefix + "norm1.weight"), bias: vector(prefix + "norm1.bias"))
            let attended = Naive.attention(
                Naive.linear(
                    first, matrix(prefix + "self_attn.in_proj_weight"), vector(prefix + "self_attn.in_proj_bias")),
                sequences: tokens.branches.map(\.rows), heads: encoder.shape.heads, mask: encoder.shape.mask)
            x = Naive.sum(
                x,
                Naive.linear(
                    attended, matrix(prefix + "self_attn.out_proj.weight"), vector(prefix + "self_attn.out_proj.bias")))
            let second = Naive.layerNorm(x, gain: vector(prefix + "norm2.weight"), bias: vector(prefix + "norm2.bias"))
            x = Naive.sum(
                x,
                Naive.feedForward(
                    second, inner: matrix(prefix + "linear1.weight"), innerBias: vector(prefix + "linear1.bias"),
                    outer: matrix(prefix + "linear2.weight"), outerBias: vector(prefix + "linear2.bias")))
        }
        let hidden = Naive.layerNorm(x, gain: vector("norm.weight"), bias: vector("norm.bias"))
        return Naive.linear(hidden, matrix("head.weight"), vector("head.bias"))
    }
}

