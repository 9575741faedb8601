/// Everything that decides the bits of a run, apart from the commands it is given.
///
/// Two runs with equal `RunConfig` and equal commands at equal steps end in equal parameters. What only changes how a
/// run is watched (pace, theme, number of threads) is deliberately not in here.
package struct RunConfig: Sendable, Codable, Equatable {
    package var task: TaskName
    package var seed: UInt64
    /// Optimizer steps of the whole run.
    package var steps: Int
    package var optimizer: OptimizerConfig
    package var model: ModelConfig
    package var data: DataConfig
    package var evaluation: EvaluationConfig
    package var spectrum: SpectrumConfig
    package var thresholds: Thresholds
    /// A batch is cut into this many shards whose gradients are added in order. Part of the configuration because
    /// floating-point addition is not associative: another count gives other bits. The number of threads does not.
    package var shards: Int

    package init(
        task: TaskName, seed: UInt64, steps: Int, optimizer: OptimizerConfig, model: ModelConfig, data: DataConfig,
        evaluation: EvaluationConfig, spectrum: SpectrumConfig, thresholds: Thresholds, shards: Int
    ) {
        self.task = task
        self.seed = seed
        self.steps = steps
        self.optimizer = optimizer
        self.model = model
        self.data = data
        self.evaluation = evaluation
        self.spectrum = spectrum
        self.thresholds = thresholds
        self.shards = shards
    }
}
