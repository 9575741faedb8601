package import Kernels

/// Dyck-1: balanced strings of one kind of bracket; after each bracket, predict how many are open.
///
/// A string has 1…12 pairs, drawn uniformly. Where both brackets are legal the next one opens with probability 0.55;
/// where only one is, it is that one. The answer's coordinate is the depth, 0…12.
package enum DyckTask {
    package static let openBracket: Int32 = 0
    package static let closeBracket: Int32 = 1
    /// The published setup pads with a third token. Packed sequences need no padding, but the token keeps its row in
    /// the embedding, so that weights have the same shapes.
    package static let vocabulary = 3
    package static let maximumPairs = 12
    /// The longest string.
    package static let maximumTokens = 2 * maximumPairs
    /// Depths 0…12.
    package static let classes = maximumPairs + 1
    package static let openProbability = 0.55

    /// `count` strings with the depth after each bracket. The same generator state gives the same strings everywhere.
    package static func sequences(count: Int, from generator: inout RandomGenerator) -> [LabelledSequence] {
        (0..<count).map { _ in sequence(from: &generator) }
    }

    private static func sequence(from generator: inout RandomGenerator) -> LabelledSequence {
        let pairs = 1 + generator.integer(below: maximumPairs)
        var tokens: [Int32] = []
        var depths: [Int32] = []
        var opened = 0
        var depth: Int32 = 0
        while tokens.count < 2 * pairs {
            let mustOpen = depth == 0
            let mustClose = opened == pairs
            let opens = mustOpen || (!mustClose && generator.uniform() < openProbability)
            tokens.append(opens ? openBracket : closeBracket)
            depth += opens ? 1 : -1
            opened += opens ? 1 : 0
            depths.append(depth)
        }
        return LabelledSequence(tokens: tokens, targets: depths)
    }
}
