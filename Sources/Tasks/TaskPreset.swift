package import RunEvents

/// The published setup of each task: what a run is when nothing else is asked for.
package enum TaskPreset {
    package static func config(for task: TaskName) -> RunConfig {
        switch task {
        case .dyck:
            RunConfig(
                task: .dyck, seed: 42, steps: 10_000,
                optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 1),
                model: ModelConfig(modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: 48),
                data: DataConfig(trainSequences: 50, testSequences: 5_000, batchSequences: 50),
                evaluation: EvaluationConfig(interval: 100, testSequences: 1_000),
                spectrum: SpectrumConfig(interval: 100, window: 5, tracked: .attention),
                thresholds: Thresholds(grokked: 0.95), shards: 4)
        default: preconditionFailure("\(task) has no preset yet")
        }
    }
}
