package import Kernels
package import RunEvents
internal import Tasks
package import Transformer

/// The inputs that all probes of one run share.
package struct ProbeContext: Sendable {
    /// The run's model.
    package let model: TransformerModel
    /// The run's configuration.
    package let config: RunConfig
    /// The number that is an answer.
    package let coordinate: TaskCoordinate
    /// Whether a token's number is its place on a circle.
    let hasCyclicTokens: Bool
    /// 1 where an answer is the sum of two residues, −1 where it is their difference; nil otherwise.
    let sumSign: Int?
    /// The test sequences that probes measure on: at most `sequenceLimit`.
    package let sequences: ArraySlice<LabelledSequence>
    /// The test sequences that readouts are fitted and scored on.
    package let readoutSequences: ArraySlice<LabelledSequence>
    /// The train sequences for the derivatives of the training loss: all of Dyck-1's, the first ones of the other
    /// tasks'. Train sets are drawn or shuffled, so the first ones are a random sample.
    package let train: ArraySlice<LabelledSequence>
    /// The run's whole train set.
    let wholeTrain: [LabelledSequence]
    /// The run's whole test set.
    let wholeTest: [LabelledSequence]

    /// How many test sequences a probe uses: about 3,300 tokens of Dyck-1, so that a hundred measurements take less
    /// than two seconds beside a training at full speed.
    package static let sequenceLimit = 256
    /// Readouts use the first test sequences that together hold at most this many scored tokens (at least one
    /// sequence): about 1,500 strings of Dyck-1, and the whole test set of the other tasks' presets. Ridge regression
    /// depends on scale, so fewer tokens give other figures: with 3,000, functional R² of a grokked Dyck-1 comes out up
    /// to 0.3 lower.
    package static let readoutTokenLimit = 20_000

    /// How many train sequences a gradient uses: half a batch of modular arithmetic, a whole one of SCAN. A gradient
    /// then takes about as long as a step, or less (1.2, 0.5 and 1.1 times as long for Dyck-1, modular addition and
    /// SCAN).
    package static let trainLimit = 256

    /// Makes a context.
    ///
    /// - Parameters:
    ///   - test: the run's whole test set.
    ///   - train: the run's train set; empty where no probe needs it (curvature does).
    /// - Precondition: this program knows the task.
    package init(
        model: TransformerModel, config: RunConfig, test: [LabelledSequence], train: [LabelledSequence] = []
    ) {
        self.model = model
        self.config = config
        let task = TaskList.known(config.task)
        (coordinate, hasCyclicTokens, sumSign) = (task.coordinate, task.hasCyclicTokens, task.sumSign)
        sequences = test.prefix(Self.sequenceLimit)
        readoutSequences = Self.readoutSequences(of: test)
        self.train = train.prefix(Self.trainLimit)
        (wholeTrain, wholeTest) = (train, test)
    }

    private static func readoutSequences(of test: [LabelledSequence]) -> ArraySlice<LabelledSequence> {
        var tokens = 0
        let end = test.firstIndex { sequence in
            tokens += sequence.targets.count { $0 >= 0 }
            return tokens > readoutTokenLimit
        }
        return test.prefix(max(end ?? test.count, 1))
    }
}
