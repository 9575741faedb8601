package import RunEvents

/// The published setup of each task: what a run is when nothing else is asked for.
package enum TaskPreset {
    package static func config(for task: TaskName) -> RunConfig { config(for: task, data: RequestedData()) }

    /// The preset with other data. What is not asked for follows from what is: arithmetic modulo another p trains on
    /// half of its pairs, and modular arithmetic tests on all that is not trained on; SCAN tests on the preset's
    /// number, or on what a larger train set leaves of it. Ordinary evaluations take the whole test set where the
    /// preset does, and else no more than the preset.
    ///
    /// Whether there are as many sequences is not checked here: a test set of what is left may come out empty, or less.
    ///
    /// - Precondition: a split is asked for with SCAN only; p with modular arithmetic only, and it is a prime.
    package static func config(for task: TaskName, data requested: RequestedData) -> RunConfig {
        precondition(requested.split == nil || task == .scan, "\(task) has no split")
        precondition(requested.modulus == nil || task.isModular, "\(task) has no modulus")
        let preset = published(task)
        var config = preset
        if let split = requested.split { config.data.split = split }
        if let modulus = requested.modulus {
            config.data.modulus = modulus
            (config.data.trainSequences, config.data.testSequences) = halves(modulus)
        }
        if let batch = requested.batchSequences { config.data.batchSequences = batch }
        if let train = requested.trainSequences {
            config.data.trainSequences = train
            let left = AvailableSequences(config).largestTestSet(besides: train)
            if task.isModular, let left { config.data.testSequences = left }
            if task == .scan, let left { config.data.testSequences = min(config.data.testSequences, left) }
        }
        if let test = requested.testSequences { config.data.testSequences = test }
        let evaluatesAll = preset.evaluation.testSequences == preset.data.testSequences
        config.evaluation.testSequences =
            evaluatesAll
            ? config.data.testSequences : min(config.evaluation.testSequences, config.data.testSequences)
        return config
    }

    /// Xu 2026 (arXiv:2604.07380). Ours are the evaluations, the shards, how many test strings Dyck-1 is evaluated on,
    /// and how much of the train set the gap flow's curvatures stand on: so much that they cost no more than 5 % of
    /// training.
    private static func published(_ task: TaskName) -> RunConfig {
        switch task {
        case .dyck:
            return RunConfig(
                task: task, seed: 42, steps: 10_000,
                optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 1),
                model: ModelConfig(modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: 48),
                data: DataConfig(trainSequences: 50, testSequences: 5_000, batchSequences: 50),
                evaluation: EvaluationConfig(interval: 50, testSequences: 1_000),
                spectrum: SpectrumConfig(
                    interval: 100, window: 5, tracked: .attention,
                    measurements: EdgeMeasurements(curvatureSequences: 16, responseIntervals: 10)),
                thresholds: Thresholds(grokked: 0.95), shards: 4)
        case .scan:
            return RunConfig(
                task: task, seed: 42, steps: 15_000,
                optimizer: OptimizerConfig(learningRate: 1e-4, weightDecay: 1),
                model: ModelConfig(
                    modelWidth: 256, layers: 3, heads: 4, feedForwardWidth: 512,
                    contextLength: ScanTask.longestSequence, sourceContextLength: ScanTask.longestSource),
                data: DataConfig(trainSequences: 2_048, testSequences: 500, batchSequences: 256, split: .simple),
                evaluation: EvaluationConfig(interval: 100, testSequences: 500),
                spectrum: SpectrumConfig(
                    interval: 500, window: 5, tracked: .attention,
                    measurements: EdgeMeasurements(curvatureSequences: 512, responseIntervals: 1)),
                thresholds: Thresholds(grokked: 0.95), shards: 4)
        case .modadd, .modsub, .modmul, .modx2y2, .modx2xyy2, .modx3xy:
            let (train, test) = halves(ModularTask.publishedModulus)
            return RunConfig(
                task: task, seed: 42, steps: 10_000,
                optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 1),
                model: ModelConfig(
                    modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256,
                    contextLength: ModularTask.longestSequence),
                data: DataConfig(
                    trainSequences: train, testSequences: test, batchSequences: 512,
                    modulus: ModularTask.publishedModulus),
                evaluation: EvaluationConfig(interval: 100, testSequences: test),
                spectrum: SpectrumConfig(
                    interval: 100, window: 5, tracked: .attention,
                    measurements: EdgeMeasurements(curvatureSequences: 192, responseIntervals: 10)),
                thresholds: Thresholds(grokked: 0.98), shards: 4)
        }
    }

    /// Half of all pairs for training, rounded down, and the rest for testing.
    private static func halves(_ modulus: Int) -> (train: Int, test: Int) {
        let pairs = modulus * modulus
        return (pairs / 2, pairs - pairs / 2)
    }
}
