package import Kernels

/// The ways in which sequences are packed, with small random sequences for each, many of which share something.
package enum PackingKind: Sendable, CaseIterable {
    /// An encoder read out at every token, each of which sees those before it.
    case prefixes
    /// An encoder read out at every token, each of which sees all.
    case wholeSequences
    /// An encoder read out at the first token.
    case firstTokens
    /// An encoder-decoder.
    case pairs

    package var layout: SequenceLayout {
        let input = SequenceLayout.Input(vocabulary: 3, contextLength: 8)
        return switch self {
        case .prefixes: SequenceLayout(encoder: input, decoder: nil, readOut: .everyToken, sharing: .prefixes)
        case .wholeSequences:
            SequenceLayout(encoder: input, decoder: nil, readOut: .everyToken, sharing: .wholeSequences)
        case .firstTokens:
            SequenceLayout(encoder: input, decoder: nil, readOut: .firstToken, sharing: .wholeSequences)
        case .pairs:
            SequenceLayout(
                encoder: input, decoder: SequenceLayout.Input(vocabulary: 4, contextLength: 6), readOut: .everyToken,
                sharing: .wholeSequences)
        }
    }

    /// Sequences of up to the layout's contexts, long and short ones mixed. Some are drawn again, some differ in their
    /// targets or in their source alone.
    package func sequences(_ count: Int, from generator: inout RandomGenerator) -> [LabelledSequence] {
        var sequences: [LabelledSequence] = []
        for _ in 0..<count {
            if generator.integer(below: 5) == 0, let old = sequences.last {
                sequences.append(varied(old, from: &generator))
            } else {
                sequences.append(sequence(from: &generator))
            }
        }
        return sequences
    }

    private func sequence(from generator: inout RandomGenerator) -> LabelledSequence {
        let letters = self == .pairs ? 4 : 3
        let length = 1 + generator.integer(below: self == .pairs ? 6 : 8)
        // Two letters are drawn often, so that much begins alike.
        let tokens = (0..<length).map { _ in
            Int32(generator.integer(below: generator.integer(below: 4) == 0 ? letters : 2))
        }
        return LabelledSequence(
            source: source(from: &generator), tokens: tokens,
            targets: tokens.indices.map { position in
                // By the tokens so far, as in a task.
                let sum = tokens[...position].reduce(0, +)
                if self == .firstTokens { return position == 0 ? sum % 2 : -1 }
                return sum % 5 == 3 ? -1 : sum % 5
            })
    }

    private func source(from generator: inout RandomGenerator) -> [Int32] {
        guard self == .pairs else { return [] }
        return (0..<1 + generator.integer(below: 8)).map { _ in Int32(generator.integer(below: 2)) }
    }

    private func varied(_ old: LabelledSequence, from generator: inout RandomGenerator) -> LabelledSequence {
        switch generator.integer(below: 3) {
        case 0: return old
        case 1:
            var targets = old.targets
            targets[0] = targets[0] == 1 ? 0 : 1
            return LabelledSequence(source: old.source, tokens: old.tokens, targets: targets)
        default:
            return LabelledSequence(source: source(from: &generator), tokens: old.tokens, targets: old.targets)
        }
    }
}
