/// Everything that decides the bits of a run, apart from the commands that it receives.
///
/// Two runs with equal `RunConfig` and equal commands at equal steps end in equal parameters. Settings that only change
/// how a run is watched (pace, theme, number of threads) are deliberately not part of it.
package struct RunConfig: Sendable, Codable, Equatable {
    /// The task's name.
    package var task: TaskName
    /// The seed of all random generators of the run.
    package var seed: UInt64
    /// Optimizer steps of the whole run.
    package var steps: Int
    /// The optimizer's settings.
    package var optimizer: OptimizerConfig
    /// The model's sizes.
    package var model: ModelConfig
    /// The size of the data, and the task's parameters.
    package var data: DataConfig
    /// How often and on how much accuracy is measured.
    package var evaluation: EvaluationConfig
    /// The windows of the spectral edge.
    package var spectrum: SpectrumConfig
    /// The thresholds of markers and classes.
    package var thresholds: Thresholds
    /// How many shards a batch is cut into; their gradients are added in order. It is part of the configuration because
    /// floating-point addition is not associative: another count gives other bits. The number of threads does not.
    package var shards: Int
    /// What ends the run before its last step; nil where nothing does.
    package var ending: EarlyEnd?

    /// Makes a configuration from its members, which it does not check.
    package init(
        task: TaskName, seed: UInt64, steps: Int, optimizer: OptimizerConfig, model: ModelConfig, data: DataConfig,
        evaluation: EvaluationConfig, spectrum: SpectrumConfig, thresholds: Thresholds, shards: Int,
        ending: EarlyEnd? = nil
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
        self.ending = ending
    }
}
