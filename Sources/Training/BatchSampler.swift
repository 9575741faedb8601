internal import Kernels
package import RunEvents

/// Draws batches from the train set, with replacement.
package struct BatchSampler: Sendable {
    private var generator: RandomGenerator
    private let trainSequences: Int
    /// The newest batch: indices into the train set.
    package private(set) var batch: [Int]

    /// A sampler at the beginning of a run's random stream of batches. `batch` holds zeros until the first draw.
    package init(config: RunConfig) {
        generator = RandomGenerator(seed: config.seed, stream: .batches)
        trainSequences = config.data.trainSequences
        batch = Array(repeating: 0, count: config.data.batchSequences)
    }

    /// The state of the random generator, as a checkpoint keeps it.
    package var generatorWords: [UInt64] { generator.words }

    /// Continues from the state of another sampler.
    ///
    /// - Returns: false where the words are not a possible state; then nothing changes.
    package mutating func restore(generatorWords: [UInt64]) -> Bool {
        guard let restored = RandomGenerator(words: generatorWords) else { return false }
        generator = restored
        return true
    }

    /// Draws the next batch into `batch`: `config.data.batchSequences` indices, each uniform over the train set.
    package mutating func drawNext() {
        for index in batch.indices { batch[index] = generator.integer(below: trainSequences) }
    }
}
