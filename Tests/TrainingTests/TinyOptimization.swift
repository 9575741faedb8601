import Kernels
import RunEvents
import SpectralEdge
import TestSupport
import Training
import Transformer

/// Small models of every kind, with something to train on.
enum TinyOptimization {
    static func shape(_ kind: PackingKind) -> TransformerShape {
        let layout = kind.layout
        return TransformerShape(
            encoder: layout.encoder, decoder: layout.decoder, classes: 5, modelWidth: 12, layers: 2, heads: 2,
            feedForwardWidth: 20, mask: kind == .prefixes ? .causal : .none, readOut: layout.readOut)
    }

    static let sequenceCount = 24
    static let batchSequences = 10

    static func sequences(_ kind: PackingKind) -> [LabelledSequence] {
        var generator = RandomGenerator(seed: 31, stream: .trainData)
        return kind.sequences(sequenceCount, from: &generator)
    }

    /// With θ as a run begins.
    ///
    /// - Parameter tracker: of θ_S; nil for none.
    static func make(
        _ kind: PackingKind, shards: Int, pool: WorkerPool = WorkerPool(threadCount: 1), tracker: SpectrumTracker? = nil
    ) -> Optimization {
        MatrixProduct.useCallingThreadOnly()
        let model = TransformerModel(shape: shape(kind))
        let optimization = Optimization(
            model: model, config: OptimizerConfig(learningRate: 3e-3, weightDecay: 1), sequences: sequences(kind),
            batchSequences: batchSequences, shardCount: shards, pool: pool, tracker: tracker,
            trackedRange: model.table.range(of: .attentionWeight))
        var generator = RandomGenerator(seed: 1, stream: .initialization)
        model.table.initialize(optimization.parameters, from: &generator)
        return optimization
    }

    static func tracker(_ kind: PackingKind) -> SpectrumTracker {
        SpectrumTracker(
            config: SpectrumConfig(interval: 10, window: 3, tracked: .attention), thresholds: Thresholds(grokked: 0.95),
            parameterCount: ParameterTable(for: shape(kind)).range(of: .attentionWeight).count)
    }

    /// Batches drawn with replacement, each with a copy.
    static func batches(_ count: Int) -> [[Int]] {
        var generator = RandomGenerator(seed: 32, stream: .batches)
        return (0..<count).map { _ in
            let batch = (1..<batchSequences).map { _ in generator.integer(below: sequenceCount) }
            return batch + [batch[0]]
        }
    }
}
