import Replication
import RunEvents

/// Runs that never were, with every record that a row looks for.
enum MadeUp {
    static func config(_ task: TaskName, seed: UInt64, weightDecay: Double) -> RunConfig {
        RunConfig(
            task: task, seed: seed, steps: lastStep,
            optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: weightDecay),
            model: ModelConfig(modelWidth: 8, layers: 1, heads: 1, feedForwardWidth: 8, contextLength: 8),
            data: DataConfig(trainSequences: 5, testSequences: 10, batchSequences: 5),
            evaluation: EvaluationConfig(interval: 100, testSequences: 10),
            spectrum: SpectrumConfig(interval: 100, window: 5, tracked: .attention),
            thresholds: Thresholds(grokked: 0.95),
            shards: 1)
    }

    static let grokkedAt = 700
    static let lastStep = 4_200

    static func seed(_ task: TaskName, _ seed: UInt64, probed: Bool = true) -> SeedRuns {
        let bare = SeedRuns(
            seed: seed, decayed: run(task, seed, weightDecay: 1, steps: []),
            undecayed: run(task, seed, weightDecay: 0, steps: []),
            intervention: nil)
        let steps = probed ? bare.places.steps : []
        return SeedRuns(
            seed: seed, decayed: run(task, seed, weightDecay: 1, steps: steps),
            undecayed: run(task, seed, weightDecay: 0, steps: steps), intervention: probed ? intervention(seed) : nil,
            publishedIntervention: probed ? intervention(seed, step: 1_000) : nil)
    }

    static func run(_ task: TaskName, _ seed: UInt64, weightDecay: Double, steps: [Int]) -> MeasuredRun {
        let config = config(task, seed: seed, weightDecay: weightDecay)
        return MeasuredRun(
            name: "\(task.rawValue)-\(seed)-\(Int(weightDecay))", identifier: "\(seed)", version: "0.1.0",
            config: config,
            events: events(config), probes: steps.flatMap { probes($0, shift: Double(seed) / 1e5) }
        ).with(steps.map { testCurvature($0) }, gapTrail(seed))
    }

    /// Peaks at 400 with 10, and has fallen to 2 by step 600 and to 0.5 by the end.
    private static func gapTrail(_ seed: UInt64) -> GapTrail {
        let interval = seed == 42 ? 50 : 200
        return GapTrail(interval: interval, window: 3, steps: [400, 600, lastStep], g23: [10, 2, 0.5])
    }

    private static func testCurvature(_ step: Int) -> TestCurvatureRecord {
        TestCurvatureRecord(step: step, sequences: 300, epsilon: 0.01, curvatures: [0.07, 0.002, 1, 1.7])
    }

    private static func events(_ config: RunConfig) -> [RunEvent] {
        let decays = config.optimizer.weightDecay > 0
        let engine = EngineRecord(
            version: "0.1.0", blasCore: "Test", threads: 1, parameterCount: 10, trackedParameterCount: 5)
        var events: [RunEvent] = [.started(StartedRecord(config: config, engine: engine))]
        for step in stride(from: 20, through: config.steps, by: 20) {
            let share = decays && step > 500 ? 0.04 : 0.96
            events.append(spectrum(step, 20, share))
            guard step % 100 == 0 else { continue }
            events.append(spectrum(step, 100, share))
            events.append(
                .window(
                    WindowRecord(
                        step: step, interval: 100, window: 3, leavesFirstOut: false, updates: min(3, step / 100),
                        kStar: 1,
                        gapRatio: 2, gradientFraction: share, driveClass: .mixed)))
            events.append(gapLedger(step))
            events.append(gapFlow(step))
            events.append(
                .response(
                    ResponseRecord(
                        step: step, interval: 100, window: 5, coordinate: .depth, sequences: 10, fittedTokens: 7,
                        scoredTokens: 3,
                        epsilon: 0.1, functionalR2: [0.8, 0.7], controlR2: [0.3])))
            events.append(
                .evaluation(
                    EvaluationRecord(
                        step: step, trainLoss: 0.1, trainAccuracy: 0.99, testLoss: 0.2,
                        testAccuracy: decays && step >= grokkedAt ? 0.97 : 0.9, trainSequences: 5, testSequences: 10,
                        parameterNorm: 20, stepsPerSecond: 1)))
            if decays, step == grokkedAt {
                events.append(.marker(MarkerRecord(step: step, kind: .grokked, accuracy: 0.97, sequences: 10)))
            }
        }
        events.append(
            .finished(FinishedRecord(step: config.steps, reason: .completed, parameterDigest: "abcdef0123456789")))
        return events
    }

    private static func spectrum(_ step: Int, _ interval: Int, _ share: Double) -> RunEvent {
        let updates = min(5, step / interval)
        let sigma = (0..<updates).map { 1 / Double(1 + $0) }
        return .spectrum(
            SpectrumRecord(
                step: step, interval: interval, window: 5, sigma: sigma, eigenvalues: sigma.map { $0 * $0 },
                kStarRatio: 1,
                kStarWeighted: 1, gapRatio: 2, g23: updates > 2 ? 10 / Double(step) : nil,
                gradientFraction: Array(repeating: share, count: min(4, updates)),
                alignment: Array([1, 1, -1].prefix(updates)),
                rotationDegrees: updates > 3 ? [10, 30, 50, 60] : [],
                driveClass: share > 0.5 ? .functional : .compression))
    }

    /// Alignment 0.3, decay 0.1, driving 0.1 net; k* moves at every 500 steps, where the parts are others. The gap
    /// grows and shrinks by turns, and it is always forecast to grow.
    private static func gapLedger(_ step: Int) -> RunEvent {
        let (stays, change) = (step % 500 != 0, step % 200 == 0 ? 0.5 : -0.5)
        let parts = LedgerParts(
            enteringDriving: stays ? 0.2 : 9, enteringDecay: 0.3, enteringAlignment: 0.1, leavingDriving: -0.1,
            leavingDecay: -0.2, leavingAlignment: 0.2)
        return .gapLedger(
            GapLedgerRecord(
                step: step, interval: 100, window: 5, kStar: 1, previousKStar: stays ? 1 : 2, gap: 0.5,
                gapChange: change, gapParts: parts, kStarChange: 0, rest: 1e-7, edgeChange: 0.1, edgeParts: .zero,
                edgeRest: 0.1, forecastChange: 0.2))
    }

    /// The measured change is in proportion to what the terms an interval before predicted.
    private static func gapFlow(_ step: Int) -> RunEvent {
        func change(_ step: Int) -> Double { Double(step % 300) / 1e4 - 0.01 }
        return .gapFlow(
            GapFlowRecord(
                step: step, interval: 100, window: 5, learningRate: 1e-3, weightDecay: 1, sequences: 5, tokens: 50,
                kStar: 1, previousKStar: step % 500 == 0 ? 2 : 1, gap: 0.5, curvatures: [1, 0.5], driving: [0.1, 0],
                slopes: [0.1, 0],
                terms: GapFlowRecord.Terms(curvature: 0, damping: 0, driving: change(step)),
                predictedChange: 100 * change(step), measuredChange: 3 * change(step - 100), drivingShare: 0.5,
                predictedClass: .mixed, stability: [0.9]))
    }

    // MARK: Probes

    /// - Parameter shift: what a seed adds to every figure.
    private static func probes(_ step: Int, shift: Double) -> [ProbeRecord] {
        [
            ProbeRecord(ablation(step, shift)), ProbeRecord(perturbation(step, shift)),
            ProbeRecord(readout(step, shift)),
            ProbeRecord(
                CurvatureRecord(
                    step: step, interval: 100, window: 5, sequences: 5, tokens: 50, loss: 0.1,
                    curvatures: [0.08, 0.001, 1, 2],
                    slopes: [0, 0, 0, 0], topEigenvalue: 5, iterations: 9, residual: 1e-4, overlap: 0.1)),
            ProbeRecord(
                FunctionRecord(
                    step: step, interval: 100, window: 5, coordinate: .depth, sequences: 10, fittedTokens: 7,
                    scoredTokens: 3,
                    epsilon: 0.1, directions: [response(1, 0.8 + shift), response(2, 0.6)], controls: [response(1, 0.3)]
                )),
        ]
    }

    private static func response(_ direction: Int, _ r2: Double) -> FunctionRecord.Response {
        FunctionRecord.Response(
            direction: direction, size: 1, readout: ReadoutRecord.Readout(r2: r2, unseenR2: nil, accuracy: 0.5),
            fourier: FunctionRecord.Fourier(
                axis: .depth, values: 5, shares: [0.7, 0.3], frequency: 1, concentration: 0.7),
            circularR2: 0.9)
    }

    private static func ablation(_ step: Int, _ shift: Double) -> AblationRecord {
        func removal(_ directions: [Int], _ change: Double) -> AblationRecord.Removal {
            AblationRecord.Removal(
                directions: directions, loss: 1, accuracy: 0.97 + change, accuracyChange: change, removedNorm: 1)
        }
        func matched(_ directions: [Int], _ change: Double) -> AblationRecord.Control {
            control(.angleMatched, change, directions)
        }
        func control(
            _ kind: AblationRecord.Control.Kind, _ change: Double, _ directions: [Int]? = nil
        ) -> AblationRecord.Control {
            AblationRecord.Control(
                kind: kind, directions: directions, trials: 20, meanLoss: 0.2, meanAccuracyChange: change,
                standardDeviation: 0.001,
                removedNorm: 1)
        }
        return AblationRecord(
            step: step, interval: 100, window: 5, sequences: 10, tokens: 4_000, baseLoss: 0.2, baseAccuracy: 0.97,
            trackedNorm: 9,
            removals: [
                removal([1], -0.2), removal([2], -0.1), removal([1, 2], -0.58 + shift), removal([3, 4], -0.1),
            ],
            controls: [control(.randomPlane, 0.0001), control(.randomSameNorm, -0.03)],
            angleMatched: [matched([1, 2], -0.5), matched([3, 4], -0.02)])
    }

    private static func perturbation(_ step: Int, _ shift: Double) -> PerturbationRecord {
        PerturbationRecord(
            step: step, interval: 100, window: 5, sequences: 10, tokens: 4_000, baseLoss: 0.2, baseAccuracy: 0.97,
            sweeps: (1...4).map { direction in
                PerturbationRecord.Sweep(
                    direction: direction,
                    points: [-0.03, 0, 0.03].map { epsilon in
                        PerturbationRecord.Point(
                            epsilon: epsilon, loss: 0.2, accuracy: 0.97,
                            klDivergence: epsilon * epsilon * (0.05 + shift))
                    })
            })
    }

    private static func readout(_ step: Int, _ shift: Double) -> ReadoutRecord {
        func one(_ r2: Double) -> ReadoutRecord.Readout { ReadoutRecord.Readout(r2: r2, unseenR2: nil, accuracy: 0.9) }
        let late = step >= 3_900
        let readouts = ReadoutRecord.Readouts(
            linear: one(late ? 0.862 + shift : 0.982), quadratic: one(0.95), mlp: one(0.99 + shift))
        return ReadoutRecord(
            step: step, coordinate: .depth, sequences: 10, fittedTokens: 7, scoredTokens: 3, unseenTokens: 1,
            sampledTokens: 5,
            sampledRows: 4, streams: [readouts, readouts], normed: readouts)
    }

    private static func intervention(_ seed: UInt64, step: Int = 1_700) -> InterventionRecord {
        InterventionRecord(
            step: step, steps: 300, freshOptimizer: true, coordinate: .depth, sequences: 10,
            branches: [0, 0.5, 1, 2].map { weightDecay in
                InterventionRecord.Branch(
                    weightDecay: weightDecay,
                    run: RunReference(name: "dyck-\(seed)-fork", identifier: "\(weightDecay)"),
                    testAccuracy: 0.97, linearR2: 0.98 - 0.1 * weightDecay, mlpR2: 0.99, normedLinearR2: 0.98,
                    attentionEntropy: 2.2,
                    parameterNorm: 30 / (1 + weightDecay))
            })
    }
}
