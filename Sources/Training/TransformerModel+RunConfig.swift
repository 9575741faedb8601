package import RunEvents
internal import Kernels
internal import Tasks
package import Transformer

extension TransformerModel {
    /// The model of a run.
    package init(for config: RunConfig) {
        let task = TaskShape(config)
        self.init(
            shape: TransformerShape(
                encoder: SequenceLayout.Input(vocabulary: task.vocabulary, contextLength: config.model.contextLength),
                classes: task.classes, modelWidth: config.model.modelWidth, layers: config.model.layers,
                heads: config.model.heads, feedForwardWidth: config.model.feedForwardWidth, mask: task.mask))
    }

    /// Where θ_S lies in θ.
    package func trackedRange(_ tracked: TrackedParameters) -> Range<Int> {
        switch tracked {
        case .attention: table.range(of: .attentionWeight)
        case .all: 0..<table.count
        }
    }
}
