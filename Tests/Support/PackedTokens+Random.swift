package import Kernels

extension PackedTokens {
    /// Sequences of these lengths with random tokens and targets; about one target in five is absent.
    package static func random(
        lengths: [Int], vocabulary: Int, classes: Int, from generator: inout RandomGenerator
    ) -> PackedTokens {
        var tokens = PackedTokens()
        for length in lengths {
            tokens.append(
                (0..<length).map { _ in Int32(generator.integer(below: vocabulary)) },
                targets: (0..<length).map { _ in
                    generator.integer(below: 5) == 0 ? -1 : Int32(generator.integer(below: classes))
                })
        }
        return tokens
    }
}
