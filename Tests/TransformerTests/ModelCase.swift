import Kernels
import TestSupport
import Testing
import Transformer

/// A shape small enough to differentiate number by number, and sequences that share what such a model shares.
struct ModelCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let shape: TransformerShape
    let sequences: [LabelledSequence]

    /// D 8, F 12, three tokens at up to seven places, five classes.
    static func encoder(
        _ mask: Attention.Mask, layers: Int = 2, heads: Int = 2, readOut: SequenceLayout.ReadOut = .everyToken
    ) -> TransformerShape {
        TransformerShape(
            encoder: SequenceLayout.Input(vocabulary: 3, contextLength: 7), classes: 5, modelWidth: 8, layers: layers,
            heads: heads, feedForwardWidth: 12, mask: mask, readOut: readOut)
    }

    /// D 6, F 9: five tokens at up to six places become four at up to five, of as many classes.
    static func encoderDecoder(layers: Int, heads: Int = 3) -> TransformerShape {
        TransformerShape(
            encoder: SequenceLayout.Input(vocabulary: 5, contextLength: 6),
            decoder: SequenceLayout.Input(vocabulary: 4, contextLength: 5), classes: 4, modelWidth: 6, layers: layers,
            heads: heads, feedForwardWidth: 9, mask: .none)
    }

    static let causal = ModelCase(
        testDescription: "causal encoder", shape: encoder(.causal),
        sequences: [
            LabelledSequence(tokens: [0, 1, 2], targets: [1, -1, 0]),
            LabelledSequence(tokens: [0, 1], targets: [1, -1]),
            LabelledSequence(tokens: [0, 1, 1, 2, 0], targets: [1, -1, 4, 3, 2]),
            LabelledSequence(tokens: [2], targets: [3]), LabelledSequence(tokens: [0, 1, 2], targets: [1, -1, 0]),
            LabelledSequence(tokens: [0, 1, 2], targets: [2, 2, 2]),
        ])

    static let bidirectional = ModelCase(
        testDescription: "encoder, every token sees all", shape: encoder(.none), sequences: causal.sequences)

    static func firstToken(layers: Int) -> ModelCase {
        let sequences: [([Int32], Int32)] = [
            ([0, 1, 2, 1], 1), ([0, 1, 2, 1], 1), ([0, 2, 1], 0), ([2], 4), ([1, 1, 0, 0, 2], -1), ([0, 1, 2, 1], 3),
            ([0, 1, 2], 2),
        ]
        return ModelCase(
            testDescription: "first token, \(layers) layer(s)",
            shape: encoder(.none, layers: layers, readOut: .firstToken),
            sequences: sequences.map { tokens, target in
                LabelledSequence(tokens: tokens, targets: [target] + tokens.dropFirst().map { _ in -1 })
            })
    }

    /// Sources of 1 to 4 tokens and of all vocabularies but one; targets that begin alike from the same source and from
    /// others, a pair repeated, a target of several sources, a source of several targets.
    static func pairs(layers: Int) -> ModelCase {
        ModelCase(
            testDescription: "encoder-decoder, \(layers) layer(s)", shape: encoderDecoder(layers: layers),
            sequences: [
                LabelledSequence(source: [4, 0, 2], tokens: [3, 0, 1], targets: [0, 1, 2]),
                LabelledSequence(source: [1, 4], tokens: [3, 0, 2, 2], targets: [0, 3, -1, 1]),
                LabelledSequence(source: [4, 0, 2], tokens: [3, 0, 1], targets: [0, 1, 2]),
                LabelledSequence(source: [4, 0, 2], tokens: [3, 1], targets: [2, 2]),
                LabelledSequence(source: [0, 0, 1, 2], tokens: [3, 0, 1], targets: [0, 1, 2]),
                LabelledSequence(source: [2], tokens: [0], targets: [3]),
            ])
    }

    static let all = [
        causal, bidirectional, firstToken(layers: 1), firstToken(layers: 2), pairs(layers: 1), pairs(layers: 2),
    ]

    /// Random sequences for a shape, of all lengths, a third of them drawn from few.
    static func random(_ shape: TransformerShape, count: Int, seed: UInt64 = 3) -> [LabelledSequence] {
        var generator = RandomGenerator(seed: seed, stream: .testData)
        return (0..<count).map { index in
            let input = shape.decoder ?? shape.encoder
            let length = 1 + generator.integer(below: index % 3 == 0 ? 2 : input.contextLength)
            let source = shape.decoder == nil ? 0 : 1 + generator.integer(below: shape.encoder.contextLength)
            let drawn = LabelledSequence.random(
                source: source, sourceVocabulary: shape.encoder.vocabulary, tokens: length,
                vocabulary: input.vocabulary,
                classes: shape.classes, from: &generator)
            guard shape.readOut == .firstToken else { return drawn }
            return LabelledSequence(
                tokens: drawn.tokens, targets: [drawn.targets[0]] + drawn.targets.dropFirst().map { _ in -1 })
        }
    }
}
