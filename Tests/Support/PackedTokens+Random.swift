package import Kernels

extension PackedTokens {
    /// Random sequences of these lengths, none of which shares a row.
    package static func random(
        lengths: [Int], vocabulary: Int, contextLength: Int, from generator: inout RandomGenerator
    ) -> PackedTokens {
        var tokens = PackedTokens(vocabulary: vocabulary, contextLength: contextLength)
        for length in lengths { tokens.append((0..<length).map { _ in Int32(generator.integer(below: vocabulary)) }) }
        return tokens
    }
}
