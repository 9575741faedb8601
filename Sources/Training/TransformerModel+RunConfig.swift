internal import Kernels
package import RunEvents
internal import Tasks
package import Transformer

extension TransformerModel {
    /// The model of a run.
    package init(for config: RunConfig) {
        let task = TaskShape(config)
        let tokens = SequenceLayout.Input(vocabulary: task.vocabulary, contextLength: config.model.contextLength)
        let source = task.sourceVocabulary.map {
            SequenceLayout.Input(vocabulary: $0, contextLength: config.model.sourceContextLength ?? 0)
        }
        self.init(
            shape: TransformerShape(
                encoder: source ?? tokens, decoder: source == nil ? nil : tokens, classes: task.classes,
                modelWidth: config.model.modelWidth, layers: config.model.layers, heads: config.model.heads,
                feedForwardWidth: config.model.feedForwardWidth, mask: source == nil ? task.mask : .none,
                readOut: task.readOut))
    }

    /// The place of θ_S in θ, as a range of the arena.
    package func trackedRange(_ tracked: TrackedParameters) -> Range<Int> {
        switch tracked {
        case .attention: table.range(of: .attentionWeight)
        case .all: 0..<table.count
        }
    }
}
