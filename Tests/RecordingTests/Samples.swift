import Foundation
import Recording
import RunEvents

/// One event of every kind, with nils and without, and numbers that are easily lost.
enum Samples {
    static func config(steps: Int = 10_000, window: Int = 5, seed: UInt64 = .max) -> RunConfig {
        RunConfig(
            task: "dyck", seed: seed, steps: steps, optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 0.1),
            model: ModelConfig(modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: 48),
            data: DataConfig(trainSequences: 50, testSequences: 5_000, batchSequences: 50),
            evaluation: EvaluationConfig(interval: 100, testSequences: 1_000),
            spectrum: SpectrumConfig(interval: 100, window: window, tracked: .attention),
            thresholds: Thresholds(grokked: 0.95), shards: 4)
    }

    static let engine = EngineRecord(
        version: "1.0", blasCore: "Haswell", threads: 2, parameterCount: 7, trackedParameterCount: 4)

    static func started(_ config: RunConfig = config()) -> RunEvent {
        .started(StartedRecord(config: config, engine: engine))
    }

    static func evaluation(_ step: Int, testAccuracy: Double = 0.75, sequences: Double? = nil) -> RunEvent {
        .evaluation(
            EvaluationRecord(
                step: step, trainLoss: 0.1 + Double(step) * 1e-9, trainAccuracy: 1, testLoss: 2.0 / 3,
                testAccuracy: testAccuracy, trainSequenceAccuracy: sequences.map { $0 / 2 },
                testSequenceAccuracy: sequences, trainSequences: 50, testSequences: 1_000, parameterNorm: 40.5,
                stepsPerSecond: 99.9, trainZeroLossShare: testAccuracy / 3,
                descentCosine: step == 0 ? nil : -1e-17))
    }

    static func spectrum(
        _ step: Int, sigma: [Double] = [0.1, 1.0 / 3, .leastNonzeroMagnitude], gapRatio: Double? = 1.5,
        g23: Double? = 1e-9,
        alignment: [Double] = [-0.25, 1e-17], rotationDegrees: [Double] = []
    ) -> RunEvent {
        .spectrum(
            SpectrumRecord(
                step: step, interval: 100, window: 5, sigma: sigma, eigenvalues: sigma.map { $0 * $0 }, kStarRatio: 2,
                kStarWeighted: 1, gapRatio: gapRatio, g23: g23, gradientFraction: [0.9, 0.1, 0.3, 1],
                alignment: alignment, rotationDegrees: rotationDegrees, driveClass: .mixed))
    }

    static func command(_ step: Int, _ command: RunCommand, weightDecay: Double = 0.5) -> RunEvent {
        .command(CommandRecord(step: step, command: command, weightDecay: weightDecay))
    }

    static func grokked(_ step: Int) -> RunEvent {
        .marker(MarkerRecord(step: step, kind: .grokked, accuracy: 0.96, sequences: 5_000))
    }

    static func progress(_ step: Int, _ state: ProgressRecord.State = .running) -> RunEvent {
        .progress(
            ProgressRecord(
                step: step, state: state, stepsPerSecond: 1.5, possibleStepsPerSecond: 120, pace: nil, weightDecay: 1,
                probesUnderWay: 2))
    }

    static func finished(_ step: Int, _ reason: FinishedRecord.Reason = .completed) -> RunEvent {
        .finished(FinishedRecord(step: step, reason: reason, parameterDigest: "00ff"))
    }

    static func ablation(_ step: Int) -> RunEvent {
        .probe(
            ProbeRecord(
                AblationRecord(
                    step: step, interval: 100, window: 5, sequences: 300, tokens: 3_900, baseLoss: -0.0,
                    baseAccuracy: 0.99, trackedNorm: 1.0 / 3,
                    removals: [
                        .init(
                            directions: [1, 2], loss: .infinity, accuracy: 0.4, accuracyChange: -0.59, removedNorm: 3)
                    ],
                    controls: [
                        .init(
                            kind: .randomSameNorm, trials: 20, meanLoss: 0.1, meanAccuracyChange: 0,
                            standardDeviation: 0.001, removedNorm: 3)
                    ],
                    angleMatched: [
                        .init(
                            kind: .angleMatched, directions: [1, 2], trials: 20, meanLoss: 1.0 / 3,
                            meanAccuracyChange: -0.0, standardDeviation: .leastNonzeroMagnitude, removedNorm: 3)
                    ])))
    }

    static func perturbation(_ step: Int) -> RunEvent {
        .probe(
            ProbeRecord(
                PerturbationRecord(
                    step: step, interval: 100, window: 5, sequences: 300, tokens: 3_900, baseLoss: 0.1,
                    baseAccuracy: 0.99,
                    sweeps: [
                        .init(
                            direction: 1, points: [.init(epsilon: -0.03, loss: 0.1, accuracy: 0.98, klDivergence: 1e-7)]
                        )
                    ])))
    }

    /// In an order that a run could have them in.
    static let all: [RunEvent] = [
        started(),
        evaluation(100),
        spectrum(100, gapRatio: nil, g23: nil),
        spectrum(200, sigma: [3, 2, 1, 0.5, 0.1], alignment: [-0.0, 0, 1, 2], rotationDegrees: [1, 2, 3, 4]),
        spectrum(300, sigma: []),
        evaluation(300, sequences: 0.5),
        evaluation(300, testAccuracy: -0.0),
        .command(CommandRecord(step: 300, command: .weightDecay(.value(0.1 + 0.2)), weightDecay: 0.1 + 0.2)),
        command(300, .pace(nil)),
        .refused(RefusedRecord(step: 300, command: .ablate, reason: "the \"window\" is\nempty\0 — ω")),
        .refused(RefusedRecord(step: 300, command: .perturb, reason: "")),
        .marker(MarkerRecord(step: 300, kind: .memorized, accuracy: 1, sequences: 50)),
        grokked(400),
        .marker(MarkerRecord(step: 500, kind: .slingshot, accuracy: 0.84, previousAccuracy: 0.97, sequences: 5_000)),
        ablation(310), perturbation(320),
        .finished(FinishedRecord(step: 600, reason: .stopped, parameterDigest: "ab")),
        .resumed(ResumedRecord(step: 600, checkpointStep: 500, engine: engine)),
        .forked(ForkedRecord(step: 600, parent: RunReference(name: "2026-11-25-dyck-42-7f3a", identifier: "7f3a"))),
        .finished(FinishedRecord(step: 700, reason: .notFinite, detail: "loss", parameterDigest: "00ff")),
    ]
}
