package import Kernels
package import RunEvents
internal import Tasks
package import Transformer

/// What all probes of one run share.
package struct ProbeContext: Sendable {
    package let model: TransformerModel
    package let config: RunConfig
    /// The number that an answer is.
    package let coordinate: TaskCoordinate
    /// Whether a token's number is its place on a circle.
    let hasCyclicTokens: Bool
    /// The test sequences that probes measure on.
    package let sequences: ArraySlice<LabelledSequence>
    /// The test sequences that readouts are fitted and scored on.
    package let readoutSequences: ArraySlice<LabelledSequence>
    /// The train sequences that probes of the training loss differentiate it on: all of Dyck-1's, the first of the
    /// others'. Train sets are drawn or shuffled, so the first are a random sample.
    package let train: ArraySlice<LabelledSequence>

    /// How many test sequences a probe stands on: some 3,300 tokens of Dyck-1, so that a hundred measurements stay
    /// below two seconds beside a training at full speed.
    package static let sequenceLimit = 256
    /// Readouts stand on the first test sequences that hold at most so many scored tokens (one sequence at least): of
    /// Dyck-1 some 1,500 strings, of the other tasks' presets all there are. Ridge's α is not free of scale, so that
    /// fewer tokens are other figures: on 3,000 functional R² of a grokked Dyck-1 comes out up to 0.3 lower.
    package static let readoutTokenLimit = 20_000

    /// How many train sequences a gradient stands on: half a step's batch of modular arithmetic, a whole one of SCAN's.
    /// A gradient then takes about as long as a step, or less (1.2, 0.5 and 1.1 times on Dyck-1, modular addition and
    /// SCAN).
    package static let trainLimit = 256

    /// - Parameter train: the run's train set; empty where no probe asks for it (curvature does).
    package init(
        model: TransformerModel, config: RunConfig, test: [LabelledSequence], train: [LabelledSequence] = []
    ) {
        self.model = model
        self.config = config
        let task = TaskList.known(config.task)
        (coordinate, hasCyclicTokens) = (task.coordinate, task.hasCyclicTokens)
        sequences = test.prefix(Self.sequenceLimit)
        readoutSequences = Self.readoutSequences(of: test)
        self.train = train.prefix(Self.trainLimit)
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
