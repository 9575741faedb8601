package import Kernels

extension LabelledSequence {
    /// Random tokens and targets; about one target in five is absent.
    package static func random(
        source: Int = 0, sourceVocabulary: Int = 1, tokens: Int, vocabulary: Int, classes: Int,
        from generator: inout RandomGenerator
    ) -> LabelledSequence {
        LabelledSequence(
            source: (0..<source).map { _ in Int32(generator.integer(below: sourceVocabulary)) },
            tokens: (0..<tokens).map { _ in Int32(generator.integer(below: vocabulary)) },
            targets: (0..<tokens).map { _ in
                generator.integer(below: 5) == 0 ? -1 : Int32(generator.integer(below: classes))
            })
    }
}
