import Dashboard
import RunEvents
import TerminalUI
import TestSupport

/// Made-up runs of other programs. A pure function of the step.
enum SyntheticWatched: CaseIterable {
    /// A classifier with accuracies, whose recorder knows both parts of an update and takes commands.
    case accuracies
    /// A language model with losses only; neither its length nor its seed is known, nor what part of an update is
    /// weight decay's, and it takes no commands.
    case losses

    static let lastStep = 1_700
    static let name = "2026-11-25-nanogpt-7f3a"

    var run: WatchedRun {
        var run = WatchedRun.sample
        run.windows.interval = 100
        switch self {
        case .accuracies:
            run.name = "modadd MLP"
            run.groups[0].weightDecay = 1
            run.split = .exact
            run.commands = [
                "weight-decay", "pause", "resume", "step", "evaluate", "checkpoint", "ablate", "perturb", "stop",
            ]
            (run.steps, run.seed) = (5_000, 42)
        case .losses:
            run.name = "nanogpt"
            run.split = .none
            (run.commands, run.steps, run.seed) = ([], nil, nil)
        }
        return run
    }

    /// What its recording can do while it is followed.
    var capabilities: SourceCapabilities {
        self == .accuracies ? [.steer, .setWeightDecay, .pause, .step, .probeNow] : []
    }

    private var definitions: [MetricDefinition] {
        switch self {
        case .accuracies:
            [
                MetricDefinition(step: 0, name: "train_loss", dataset: .train, better: .lower),
                MetricDefinition(step: 0, name: "train_accuracy", dataset: .train, better: .higher),
                MetricDefinition(step: 0, name: "val_loss", dataset: .test, better: .lower),
                MetricDefinition(step: 0, name: "val_accuracy", dataset: .test, better: .higher),
                MetricDefinition(step: 0, name: "grad_norm"),
            ]
        case .losses:
            [
                MetricDefinition(step: 0, name: "train_loss", dataset: .train, better: .lower),
                MetricDefinition(step: 0, name: "val_loss", dataset: .test, better: .lower),
                MetricDefinition(step: 0, name: "learning_rate"),
                MetricDefinition(step: 0, name: "tokens", unit: "1/s"),
            ]
        }
    }

    private func metrics(at step: Int) -> [(String, Double)] {
        let record = SyntheticRun.evaluation(step)
        let noise = Double(step * 7 % 13) / 60
        switch self {
        case .accuracies:
            guard step > 0, step % 20 == 0 else { return [] }
            return [
                ("train_loss", record.trainLoss), ("train_accuracy", record.trainAccuracy),
                ("val_loss", record.testLoss), ("val_accuracy", record.testAccuracy), ("grad_norm", 1 + noise),
            ]
        case .losses:
            guard step % 10 == 0 else { return [] }
            let training: [(String, Double)] = [
                ("train_loss", 1.5 + 9 / (1 + Double(step) / 80) + noise),
                ("learning_rate", 6e-4 * min(1, Double(step + 1) / 200)), ("tokens", 48_000 + Double(step % 70)),
            ]
            return training + (step % 100 == 0 ? [("val_loss", 1.7 + 9 / (1 + Double(step) / 85))] : [])
        }
    }

    private func edge(at step: Int) -> [RunEvent] {
        guard step > 0, step % 20 == 0 else { return [] }
        let intervals = step % 100 == 0 ? [20, 100] : [20]
        let spectra = intervals.map { SyntheticRun.spectrum(step, interval: $0) }
        let others = SyntheticRun.edgeEvents(at: step)
        guard self == .losses else {
            return spectra.map { .spectrum($0) }
                + others.filter {
                    switch $0 {
                    case .window, .gapLedger: true
                    default: false
                    }
                }
        }
        return spectra.map { record in
            var record = record
            (record.gradientFraction, record.alignment, record.driveClass) = ([], [], .unsplit)
            return .spectrum(record)
        }
            + others.compactMap { event in
                guard case .window(var record) = event else { return nil }
                (record.gradientFraction, record.driveClass) = (nil, .unsplit)
                return .window(record)
            }
    }

    static func ablation(_ step: Int) -> MetricProbeRecord {
        func metrics(_ loss: Double) -> [String: Double] {
            ["val_loss": loss, "val_accuracy": 1 / loss, "perplexity": 2.7 * loss]
        }
        func control(
            _ kind: AblationRecord.Control.Kind, _ directions: [Int]?, _ loss: Double, _ deviation: Double
        ) -> MetricProbeRecord.Control {
            .init(
                kind: kind, directions: directions, trials: 20, removedNorm: 0.5, metrics: metrics(loss),
                standardDeviations: metrics(loss).mapValues { _ in deviation })
        }
        return MetricProbeRecord(
            step: step, kind: .ablation, interval: 20, trackedNorm: 12, base: metrics(1.02),
            rows: [[1], [2], [1, 2], [3, 4]].enumerated().map { index, directions in
                .init(directions: directions, removedNorm: 0.5, metrics: metrics(1.1 + Double(index) * 0.7))
            },
            controls: [
                control(.angleMatched, [1], 1.05, 0.01), control(.angleMatched, [1, 2], 1.31, 0.12),
                control(.randomPlane, nil, 1.02, 1e-4), control(.randomSameNorm, nil, 1.09, 0.02),
            ])
    }

    static func perturbation(_ step: Int) -> MetricProbeRecord {
        MetricProbeRecord(
            step: step, kind: .perturbation, interval: 20, trackedNorm: 12, base: ["val_loss": 1.02],
            sweeps: (1...4).map { direction in
                .init(
                    direction: direction,
                    points: [-0.1, -0.05, 0.05, 0.1].map { epsilon in
                        .init(
                            epsilon: epsilon, metrics: ["val_loss": 1.02 + epsilon * epsilon * 30 / Double(direction)])
                    })
            })
    }

    private func extras(at step: Int) -> [RunEvent] {
        func command(_ command: RunCommand, _ weightDecay: Double) -> RunEvent {
            .command(
                CommandRecord(
                    step: step, command: command, weightDecay: weightDecay, request: "1764171234567-0123abcd"))
        }
        let takes = self == .accuracies
        return switch step {
        case 0:
            [WatchedEvents.started(run)] + definitions.map { .metricDefinition($0) }
                + [.remark(RemarkRecord(step: 0, kind: .note, message: "the first update was seen"))]
        case 700 where takes: [command(.weightDecay(.value(0)), 0)]
        case 900 where takes: [command(.learningRate(0.5), 0)]
        case 1_000 where takes: [command(.ablate, 0), .metricProbe(Self.ablation(1_000))]
        case 1_400 where takes: [command(.perturb, 0), .metricProbe(Self.perturbation(1_400))]
        case 1_500: [.remark(RemarkRecord(step: step, kind: .dropped, count: 12, message: "the disk was slow"))]
        default: []
        }
    }

    /// Everything, each event with the step at which it came.
    var recorded: [RecordedEvent] {
        var recorded: [RecordedEvent] = []
        for step in 0...Self.lastStep {
            let metrics = metrics(at: step).map {
                RunEvent.metric(MetricRecord(step: step, name: $0.0, value: $0.1))
            }
            for event in extras(at: step) + metrics + edge(at: step) {
                recorded.append(
                    RecordedEvent(
                        sequence: recorded.count + 1, reachedStep: step, elapsedSeconds: Double(step) / 60, event: event
                    ))
            }
        }
        return recorded
    }

    /// A model that follows the run, or replays it, at the newest step.
    func model(isFollowed: Bool = true, width: Int = 80, height: Int = 24, symbols: Symbols = .braille) -> Model {
        var model = makeModel(width: width, height: height, symbols: symbols)
        let limit = "another program trains this run"
        _ = model.update(
            .source(
                isFollowed
                    ? Source(.following(name: Self.name), capabilities: capabilities, limit: limit)
                    : Source(.replay(name: Self.name), capabilities: [], limit: limit)))
        for event in recorded { _ = model.update(.recorded(event)) }
        _ = model.update(.tick(elapsedSeconds: Double(Self.lastStep) / 60))
        return model
    }
}
