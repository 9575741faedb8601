internal import Kernels
internal import RunEvents

/// How tasks draw both sets from one pool.
extension TaskData {
    /// Draws both sets from one shuffle of a pool, the train set first. They have no element in common, and the size of
    /// the test set does not change the train set.
    ///
    /// - Precondition: the pool holds as many elements as both sets need.
    init<Element>(
        _ data: DataConfig, drawnFrom pool: [Element], by generator: inout RandomGenerator,
        as sequence: (Element) -> LabelledSequence
    ) {
        let drawn = generator.draw(data.trainSequences + data.testSequences, from: pool).map(sequence)
        self.init(
            train: Array(drawn.prefix(data.trainSequences)), test: Array(drawn.suffix(data.testSequences)))
    }

    /// Draws both sets from all pairs of two numbers in 0..<n, each its own token. The answer is read out at the first
    /// of them.
    init(
        _ data: DataConfig, pairsOf n: Int, by generator: inout RandomGenerator, answer: (_ a: Int, _ b: Int) -> Int
    ) {
        self.init(data, drawnFrom: Array(0..<n * n), by: &generator) { pair in
            let (a, b) = (pair / n, pair % n)
            return LabelledSequence(
                tokens: [Int32(a), Int32(b)], targets: [Int32(answer(a, b)), TaskVocabulary.unscored])
        }
    }
}
