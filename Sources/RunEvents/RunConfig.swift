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

/// The tasks that can be trained.
package enum TaskName: String, Sendable, Codable, CaseIterable {
    case dyck
}

/// AdamW with decoupled weight decay, and clipping by the global gradient norm.
package struct OptimizerConfig: Sendable, Codable, Equatable {
    /// η.
    package var learningRate: Double
    /// ω at the start; commands may change it while the run goes on.
    package var weightDecay: Double
    package var beta1: Double
    package var beta2: Double
    package var epsilon: Double
    /// Largest global gradient norm; a longer gradient is scaled down to it.
    package var clip: Double

    package init(
        learningRate: Double, weightDecay: Double, beta1: Double = 0.9, beta2: Double = 0.98, epsilon: Double = 1e-8,
        clip: Double = 1
    ) {
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.clip = clip
    }
}

/// Sizes of the transformer.
package struct ModelConfig: Sendable, Codable, Equatable {
    /// D.
    package var modelWidth: Int
    /// L.
    package var layers: Int
    /// H.
    package var heads: Int
    /// F.
    package var feedForwardWidth: Int
    /// Number of learned positions.
    package var contextLength: Int

    package init(modelWidth: Int, layers: Int, heads: Int, feedForwardWidth: Int, contextLength: Int) {
        self.modelWidth = modelWidth
        self.layers = layers
        self.heads = heads
        self.feedForwardWidth = feedForwardWidth
        self.contextLength = contextLength
    }
}

/// How much data there is, and how it is drawn.
package struct DataConfig: Sendable, Codable, Equatable {
    package var trainSequences: Int
    package var testSequences: Int
    /// B, sequences of one optimizer step, drawn from the train set with replacement.
    package var batchSequences: Int

    package init(trainSequences: Int, testSequences: Int, batchSequences: Int) {
        self.trainSequences = trainSequences
        self.testSequences = testSequences
        self.batchSequences = batchSequences
    }
}

/// When and on how much accuracy is measured.
package struct EvaluationConfig: Sendable, Codable, Equatable {
    /// Optimizer steps between two evaluations.
    package var interval: Int
    /// Test sequences of an ordinary evaluation (the first ones of the test set). Markers and the end use all.
    package var testSequences: Int

    package init(interval: Int, testSequences: Int) {
        self.interval = interval
        self.testSequences = testSequences
    }
}

/// The windows that the spectral edge is computed over.
package struct SpectrumConfig: Sendable, Codable, Equatable {
    /// N, optimizer steps of one update (one row of the trajectory matrix).
    package var interval: Int
    /// W, updates in a window.
    package var window: Int
    package var tracked: TrackedParameters

    /// N of the fine window that is shown beside the paper's.
    package var fineInterval: Int { interval / SpectrumConfig.fineDivisor }

    /// Fine updates are a fifth of an interval: short enough to see the edge change hands inside one of the paper's
    /// windows.
    package static let fineDivisor = 5

    package init(interval: Int, window: Int, tracked: TrackedParameters) {
        self.interval = interval
        self.window = window
        self.tracked = tracked
    }
}

/// θ_S, the parameters whose updates are followed.
package enum TrackedParameters: String, Sendable, Codable, CaseIterable {
    /// W_Q, W_K, W_V and W_O of every attention, without biases.
    case attention
    /// Every parameter of the model.
    case all
}

/// The thresholds behind every class and marker. They are ours, and are printed with what they decide.
package struct Thresholds: Sendable, Codable, Equatable {
    /// Gradient fraction of v_k* from which the edge is functional.
    package var functional: Double = 0.9
    /// Gradient fraction of v_k* up to which the edge is compression.
    package var compression: Double = 0.1
    /// Train accuracy that counts as memorized.
    package var memorized: Double = 0.98
    /// Test accuracy that counts as grokked.
    package var grokked: Double
    /// A fall of the test accuracy by at least this much from one evaluation to the next is a slingshot: several times what
    /// two evaluations of a quiet run differ by.
    package var slingshotDrop: Double = 0.02

    package init(grokked: Double) {
        self.grokked = grokked
    }
}
