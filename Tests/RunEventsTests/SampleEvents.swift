import RunEvents
import TestSupport

/// One event of each type, with nils and without.
enum SampleEvents {
    static var config: RunConfig {
        RunConfig(
            task: "dyck", seed: .max, steps: 10_000,
            optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 0.1),
            model: ModelConfig(modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: 48),
            data: DataConfig(trainSequences: 50, testSequences: 5_000, batchSequences: 50),
            evaluation: EvaluationConfig(interval: 100, testSequences: 1_000),
            spectrum: SpectrumConfig(interval: 100, window: 5, tracked: .attention),
            thresholds: Thresholds(grokked: 0.95), shards: 4)
    }

    static func spectrum(gapRatio: Double?, g23: Double?) -> SpectrumRecord {
        SpectrumRecord(
            step: 300, interval: 100, window: 5, sigma: [0.1, 1.0 / 3, Double.leastNonzeroMagnitude],
            eigenvalues: [0.01, 1e-300, 0],
            kStarRatio: 2, kStarWeighted: 1, gapRatio: gapRatio, g23: g23, gradientFraction: [0.9, 0.1],
            alignment: [-0.25, 1e-17], rotationDegrees: [], driveClass: .mixed)
    }

    private static let ablation = AblationRecord(
        step: 500, interval: 100, window: 5, sequences: 300, tokens: 3_900, baseLoss: 0.1, baseAccuracy: 0.99,
        trackedNorm: 12.5,
        removals: [.init(directions: [1, 2], loss: 2, accuracy: 0.4, accuracyChange: -0.59, removedNorm: 3)],
        controls: [
            .init(
                kind: .randomSameNorm, trials: 20, meanLoss: 0.1, meanAccuracyChange: 0, standardDeviation: 0.001,
                removedNorm: 3)
        ],
        angleMatched: [
            .init(
                kind: .angleMatched, directions: [1, 2], trials: 20, meanLoss: 1, meanAccuracyChange: -0.5,
                standardDeviation: 1.0 / 3, removedNorm: 3)
        ])

    private static let perturbation = PerturbationRecord(
        step: 500, interval: 100, window: 5, sequences: 300, tokens: 3_900, baseLoss: 0.1, baseAccuracy: 0.99,
        sweeps: [.init(direction: 1, points: [.init(epsilon: -0.03, loss: 0.1, accuracy: 0.98, klDivergence: 1e-7)])])

    static let all: [(event: RunEvent, typeName: String)] = [
        (
            .started(
                StartedRecord(
                    config: config,
                    engine: EngineRecord(
                        version: "1.0", blasCore: "Haswell", threads: 2, parameterCount: 7, trackedParameterCount: 4))),
            "started"
        ),
        (
            .evaluation(
                EvaluationRecord(
                    step: 100, trainLoss: 0.1, trainAccuracy: 1, testLoss: 2.0 / 3, testAccuracy: 0.75,
                    trainSequences: 50, testSequences: 1_000, parameterNorm: 40.5, stepsPerSecond: 99.9)),
            "evaluation"
        ),
        (
            .evaluation(
                EvaluationRecord(
                    step: 100, trainLoss: 0, trainAccuracy: 1, testLoss: 2.0 / 3, testAccuracy: 0.75,
                    trainSequences: 50, testSequences: 1_000, parameterNorm: 40.5, stepsPerSecond: 99.9,
                    trainZeroLossShare: 1.0 / 3, descentCosine: -1e-17)),
            "evaluation"
        ),
        (WatchedEvents.started(.sample), "started"),
        (
            .metricDefinition(MetricDefinition(step: 0, name: "val_loss", dataset: .test, better: .lower)),
            "metricDefinition"
        ),
        (.metricDefinition(MetricDefinition(step: 7, name: "grad norm", unit: "nats")), "metricDefinition"),
        (.metric(MetricRecord(step: 100, name: "val_loss", value: 1.0 / 3)), "metric"),
        (.remark(RemarkRecord(step: 3, kind: .dropped, count: 12, message: "the disk was \"slow\"")), "remark"),
        (.remark(RemarkRecord(step: 3, kind: .note, message: "bfloat16")), "remark"),
        (
            .command(
                CommandRecord(step: 3, command: .learningRate(0.5), weightDecay: 1, request: "1764171234567-00ff")),
            "command"
        ),
        (.spectrum(spectrum(gapRatio: nil, g23: nil)), "spectrum"),
        (.spectrum(spectrum(gapRatio: 1.5, g23: 1e-9)), "spectrum"),
        (.command(CommandRecord(step: 3, command: .weightDecay(.value(0.5)), weightDecay: 0.5)), "command"),
        (.refused(RefusedRecord(step: 3, command: .ablate, reason: "the \"window\" is\nempty")), "refused"),
        (.probe(ProbeRecord(ablation)), "probe"),
        (.probe(ProbeRecord(perturbation)), "probe"),
        (.marker(MarkerRecord(step: 700, kind: .grokked, accuracy: 0.96, sequences: 5_000)), "marker"),
        (
            .marker(
                MarkerRecord(step: 800, kind: .slingshot, accuracy: 0.84, previousAccuracy: 0.97, sequences: 5_000)),
            "marker"
        ),
        (
            .progress(
                ProgressRecord(
                    step: 9, state: .paused, stepsPerSecond: 1.5, possibleStepsPerSecond: 120, pace: nil,
                    weightDecay: 1, probesUnderWay: 2)),
            "progress"
        ),
        (.finished(FinishedRecord(step: 10_000, reason: .completed, parameterDigest: "00ff")), "finished"),
        (.finished(FinishedRecord(step: 12, reason: .notFinite, detail: "loss", parameterDigest: "ab")), "finished"),
    ]
}
