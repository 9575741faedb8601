package import Kernels
package import RunEvents
package import Transformer

/// What all probes of one run share.
package struct ProbeContext: Sendable {
    package let model: TransformerModel
    package let config: RunConfig
    /// The test sequences that probes measure on.
    package let sequences: ArraySlice<LabelledSequence>
    /// The test sequences that readouts are fitted and scored on.
    package let readoutSequences: ArraySlice<LabelledSequence>

    /// How many test sequences a probe stands on: some 3,300 tokens of Dyck-1, so that a hundred measurements stay below two
    /// seconds beside a training at full speed.
    package static let sequenceLimit = 256
    /// Readouts stand on the first test sequences that hold at most so many scored tokens (one sequence at least): of Dyck-1 some
    /// 230 strings, of modular arithmetic 3,000 pairs. The pairwise readout solves as many equations as it is fitted to states.
    package static let readoutTokenLimit = 3_000

    package init(model: TransformerModel, config: RunConfig, test: [LabelledSequence]) {
        self.model = model
        self.config = config
        sequences = test.prefix(Self.sequenceLimit)
        readoutSequences = Self.readoutSequences(of: test)
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
