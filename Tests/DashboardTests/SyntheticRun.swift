import RunEvents
import Tasks

/// A made-up run of Dyck-1 with everything that a real one shows: memorizing, grokking, two slingshots, windows that
/// change class, and probes. A pure function of the step.
enum SyntheticRun {
    static let evaluationInterval = 20
    static let slingshots = [620, 1220]

    static func config(steps: Int = 10_000) -> RunConfig {
        RunConfig(
            task: .dyck, seed: 42, steps: steps, optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 1),
            model: ModelConfig(modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: 48),
            data: DataConfig(trainSequences: 50, testSequences: 5000, batchSequences: 50),
            evaluation: EvaluationConfig(interval: evaluationInterval, testSequences: 1000),
            spectrum: SpectrumConfig(interval: 100, window: 5, tracked: .attention, measurements: measurements),
            thresholds: Thresholds(grokked: 0.95), shards: 2)
    }

    static let started = StartedRecord(
        config: config(),
        engine: EngineRecord(
            version: "1", blasCore: "Haswell", threads: 2, parameterCount: 270_000, trackedParameterCount: 131_072))

    static func isSlingshot(_ step: Int) -> Bool {
        slingshots.contains(step) || (step > 2000 && step % 1700 == 0)
    }

    static func evaluation(_ step: Int) -> EvaluationRecord {
        let time = Double(step)
        let train = min(1, 0.62 + time / 150)
        let climb = 0.62 + 0.335 * (1 - 1 / (1 + time / 60))
        let wobble = Double((step / 20 * 7) % 5) * 0.0006
        let test = min(0.985, climb + time / 400_000) + wobble
        let drop = isSlingshot(step) ? (train: 0.16, test: 0.2) : (train: 0, test: 0)
        return EvaluationRecord(
            step: step, trainLoss: 2 / (1 + time / 30), trainAccuracy: train - drop.train,
            testLoss: 0.1 + 2 / (1 + time / 40), testAccuracy: test - drop.test, trainSequences: 50,
            testSequences: 1000, parameterNorm: 40 - time / 1000, stepsPerSecond: 287,
            trainZeroLossShare: min(0.5, time / 8000), descentCosine: step == 0 ? nil : 0.3 - time / 4000)
    }

    /// Gradient's share of v₁, so many steps after the last thing that stirred it.
    private static func share(_ step: Int, interval: Int) -> Double {
        let last = slingshots.filter { $0 <= step }.max() ?? 0
        let calm = Double(step - last) / (interval == 20 ? 90 : 300)
        return max(0.02, min(0.98, 1.3 / (1 + calm * calm) - 0.05 + 0.00008 * Double(step)))
    }

    static func spectrum(_ step: Int, interval: Int) -> SpectrumRecord {
        let count = min(5, step / interval)
        let stir = isSlingshot(step) || isSlingshot(step - 20) || isSlingshot(step - 40) ? 40.0 : 1
        let scale = (interval == 20 ? 8.0 : 60) / (1 + Double(step) / 40) * stir + 0.004
        let eigenvalues = (0..<count).map { scale / [1, 6, 20, 70, 300][$0] }
        let share = share(step, interval: interval)
        return SpectrumRecord(
            step: step, interval: interval, window: 5, sigma: eigenvalues.map { $0.squareRoot() },
            eigenvalues: eigenvalues, kStarRatio: 1, kStarWeighted: interval == 100 ? kStar(step) : 1, gapRatio: 2.4,
            g23: count >= 3 ? eigenvalues[1] - eigenvalues[2] : nil,
            gradientFraction: (0..<min(4, count)).map { max(0.01, share - 0.01 * Double($0)) },
            alignment: (0..<min(4, count)).map { _ in share > 0.5 ? 1e-3 : -1e-3 },
            rotationDegrees: [18, 42, 52, 60],
            driveClass: share >= 0.9 ? .functional : share <= 0.1 ? .compression : .mixed)
    }

    static func ablation(_ step: Int) -> AblationRecord {
        func removal(_ directions: [Int], _ change: Double) -> AblationRecord.Removal {
            .init(
                directions: directions, loss: 0.3 - change, accuracy: 0.957 + change, accuracyChange: change,
                removedNorm: 4)
        }
        return AblationRecord(
            step: step, interval: 20, window: 5, sequences: 200, tokens: 3900, baseLoss: 0.13, baseAccuracy: 0.957,
            trackedNorm: 12,
            removals: [removal([1], -0.05), removal([2], -0.02), removal([1, 2], -0.29), removal([3, 4], -0.11)],
            controls: [
                .init(
                    kind: .randomPlane, trials: 20, meanLoss: 0.13, meanAccuracyChange: -0.00001,
                    standardDeviation: 0.00002, removedNorm: 0.04),
                .init(
                    kind: .randomSameNorm, trials: 20, meanLoss: 0.14, meanAccuracyChange: -0.004,
                    standardDeviation: 0.0021, removedNorm: 4),
            ],
            angleMatched: [
                ([1], -0.045, 0.012), ([2], -0.00001, 0.00001), ([1, 2], -0.305, 0.041), ([3, 4], -0.07, 0.02),
            ].map {
                .init(
                    kind: .angleMatched, directions: $0.0, trials: 20, meanLoss: 0.4, meanAccuracyChange: $0.1,
                    standardDeviation: $0.2, removedNorm: 4)
            },
            scaleSweep: (0...10).map { tenths in
                let scale = Double(tenths) / 10
                return .init(scale: scale, loss: 0.13 + 0.46 * scale, accuracy: 0.957 - 0.29 * scale * scale)
            })
    }

    static func perturbation(_ step: Int) -> PerturbationRecord {
        PerturbationRecord(
            step: step, interval: 20, window: 5, sequences: 200, tokens: 3900, baseLoss: 0.13, baseAccuracy: 0.957,
            sweeps: (1...4).map { direction in
                .init(
                    direction: direction,
                    points: (-5...5).map { index in
                        let epsilon = Double(index) * 0.02
                        let curvature = 4.1e-4 / Double(direction)
                        return .init(
                            epsilon: epsilon, loss: 0.13 + epsilon * 0.004 + curvature * epsilon * epsilon,
                            accuracy: 0.957 - epsilon.magnitude * 0.01, klDivergence: curvature * epsilon * epsilon,
                            attentionEntropy: 2.281 - epsilon.magnitude * 0.02 / Double(direction))
                    })
            })
    }

    static func progress(_ step: Int, state: ProgressRecord.State = .running, pace: Double? = 60) -> RunEvent {
        .progress(
            ProgressRecord(
                step: step, state: state, stepsPerSecond: state == .running ? pace ?? 287 : 0,
                possibleStepsPerSecond: 287, pace: pace, weightDecay: 1, probesUnderWay: 0))
    }

    /// What the run says at one step, in order.
    static func events(at step: Int) -> [RunEvent] {
        var events: [RunEvent] = []
        if step > 0, step % evaluationInterval == 0 {
            let record = evaluation(step)
            events.append(.evaluation(record))
            if step == 60 {
                events.append(
                    .marker(.init(step: 60, kind: .memorized, accuracy: record.trainAccuracy, sequences: 50)))
            }
            if step == 420 {
                events.append(.marker(.init(step: 420, kind: .grokked, accuracy: 0.951, sequences: 5000)))
            }
            if isSlingshot(step) {
                events.append(
                    .marker(
                        .init(
                            step: step, kind: .slingshot, accuracy: record.testAccuracy,
                            previousAccuracy: evaluation(step - evaluationInterval).testAccuracy, sequences: 5000)))
            }
            events.append(.spectrum(spectrum(step, interval: 20)))
        }
        if step > 0, step % 100 == 0 { events.append(.spectrum(spectrum(step, interval: 100))) }
        events += edgeEvents(at: step)
        switch step {
        case 1000:
            events.append(.command(.init(step: step, command: .ablate, weightDecay: 1)))
            events.append(.probe(ProbeRecord(ablation(step))))
        case 1400:
            events.append(.command(.init(step: step, command: .perturb, weightDecay: 1)))
            events.append(.probe(ProbeRecord(perturbation(step))))
        default: break
        }
        return events
    }

    /// Everything from the start to `step`.
    static func history(to step: Int) -> [RunEvent] {
        [.started(started)] + (0...step).flatMap(events(at:)) + [progress(step)]
    }
}
