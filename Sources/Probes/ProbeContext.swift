package import Kernels
package import RunEvents
package import Transformer

/// What all probes of one run share.
package struct ProbeContext: Sendable {
    package let model: TransformerModel
    package let config: RunConfig
    /// The test sequences that probes measure on.
    package let sequences: ArraySlice<LabelledSequence>

    /// How many test sequences a probe stands on: some 3,300 tokens of Dyck-1, so that a hundred measurements stay below two
    /// seconds beside a training at full speed.
    package static let sequenceLimit = 256

    package init(model: TransformerModel, config: RunConfig, test: [LabelledSequence]) {
        self.model = model
        self.config = config
        sequences = test.prefix(Self.sequenceLimit)
    }
}
