import RunEvents
import Tasks

/// Made-up runs of the other tasks. Windows, probes and progress are the made-up Dyck-1 run's, on a clock of their own;
/// accuracies and marks are the task's.
struct SyntheticTask: Sendable {
    var config: RunConfig
    /// Steps that stand for one step of the Dyck-1 run.
    var stretch: Int
    var probeTokens: Int
    var possibleStepsPerSecond: Double
    var pace: Double?
    var evaluation: @Sendable (_ step: Int) -> EvaluationRecord

    /// SCAN: every sequence has several tokens, so that tokens are right long before sequences are. Three steps a
    /// second where sixty are asked for.
    static let scan = SyntheticTask(
        config: {
            var config = SyntheticRun.config(steps: 15_000)
            config.task = .scan
            config.optimizer.learningRate = 1e-4
            config.data = DataConfig(
                trainSequences: 2_048, testSequences: 500, batchSequences: 256, parameters: ["split": .text("simple")])
            config.evaluation = EvaluationConfig(interval: 100, testSequences: 500)
            config.spectrum.interval = 500
            return config
        }(), stretch: 5, probeTokens: 7_412, possibleStepsPerSecond: 3.14, pace: 60
    ) { step in
        let time = Double(step)
        let climb = time / 400
        let trainToken = 1 - 0.95 / (1 + climb * climb * climb)
        let testToken = trainToken - 0.05 / (1 + time / 1_000 * time / 1_000)
        // About nine tokens a sequence, all of which have to be right.
        func power9(_ value: Double) -> Double { (0..<9).reduce(1) { product, _ in product * value } }
        let drop = step == 6_000 ? 0.11 : 0
        return EvaluationRecord(
            step: step, trainLoss: 2 / (1 + time / 300), trainAccuracy: trainToken,
            testLoss: 0.02 + 2 / (1 + time / 400), testAccuracy: testToken - drop / 4,
            trainSequenceAccuracy: power9(trainToken), testSequenceAccuracy: power9(testToken) - drop,
            trainSequences: 2_048, testSequences: 500, parameterNorm: 190 - time / 200, stepsPerSecond: 3.14)
    }

    /// Modular addition: memorized at once, grokked much later, and a test loss above ten in between.
    static let modularAddition = SyntheticTask(
        config: {
            var config = SyntheticRun.config()
            config.task = .modadd
            config.data = DataConfig(
                trainSequences: 4_704, testSequences: 4_705, batchSequences: 512, parameters: ["modulus": .integer(97)])
            config.evaluation = EvaluationConfig(interval: 20, testSequences: 1_000)
            config.thresholds = Thresholds(grokked: 0.98)
            return config
        }(), stretch: 1, probeTokens: 1_000, possibleStepsPerSecond: 41, pace: nil
    ) { step in
        let time = Double(step)
        let climb = max(0, (time - 700) / 350)
        let test = min(1, 0.0102 + climb * climb * climb)
        return EvaluationRecord(
            step: step, trainLoss: 4 / (1 + time / 20), trainAccuracy: min(1, 0.01 + time / 180),
            testLoss: max(0.04, (1 - test) * min(17, 4.6 + time / 25)), testAccuracy: test, trainSequences: 4_704,
            testSequences: 1_000, parameterNorm: 60 - time / 100, stepsPerSecond: 41)
    }

    /// Everything from the start to `step`.
    func history(to step: Int) -> [RunEvent] {
        var events: [RunEvent] = [
            .started(StartedRecord(config: config, engine: SyntheticRun.started.engine))
        ]
        var previous: EvaluationRecord?
        var marked: Set<MarkerRecord.Kind> = []
        for now in stride(from: 0, through: step, by: stretch) {
            for event in SyntheticRun.events(at: now / stretch) {
                if let event = translated(event, step: now) { events.append(event) }
            }
            guard now % config.evaluation.interval == 0 else { continue }
            let record = evaluation(now)
            events.append(.evaluation(record))
            events += markers(record, previous, &marked).map(RunEvent.marker)
            previous = record
        }
        events.append(progress(step))
        return events
    }

    func progress(_ step: Int) -> RunEvent {
        .progress(
            ProgressRecord(
                step: step, state: .running, stepsPerSecond: min(pace ?? .infinity, possibleStepsPerSecond),
                possibleStepsPerSecond: possibleStepsPerSecond, pace: pace, weightDecay: 1, probesUnderWay: 0))
    }

    /// nil for what the task has of its own.
    private func translated(_ event: RunEvent, step: Int) -> RunEvent? {
        switch event {
        case .spectrum(var record):
            record.step = step
            record.interval *= stretch
            return .spectrum(record)
        case .gapLedger(var record):
            record.step = step
            record.interval *= stretch
            return .gapLedger(record)
        case .gapFlow(var record):
            record.step = step
            record.interval *= stretch
            return .gapFlow(record)
        case .response(var record):
            record.step = step
            record.interval *= stretch
            record.coordinate = TaskList.known(config.task).coordinate
            return .response(record)
        case .window(var record):
            record.step = step
            record.interval *= stretch
            return .window(record)
        case .command(var record):
            record.step = step
            return .command(record)
        case .probe(let probe):
            if var record = probe.as(AblationRecord.self) {
                (record.step, record.tokens) = (step, probeTokens)
                record.interval *= stretch
                return .probe(ProbeRecord(record))
            }
            guard var record = probe.as(PerturbationRecord.self) else { return nil }
            (record.step, record.tokens) = (step, probeTokens)
            record.interval *= stretch
            return .probe(ProbeRecord(record))
        default: return nil
        }
    }

    private func markers(
        _ record: EvaluationRecord, _ previous: EvaluationRecord?, _ marked: inout Set<MarkerRecord.Kind>
    ) -> [MarkerRecord] {
        let (train, test) = (record.decidingTrainAccuracy, record.decidingTestAccuracy)
        var markers: [MarkerRecord] = []
        if train >= config.thresholds.memorized, marked.insert(.memorized).inserted {
            markers.append(
                MarkerRecord(step: record.step, kind: .memorized, accuracy: train, sequences: record.trainSequences))
        }
        if test >= config.thresholds.grokked, marked.insert(.grokked).inserted {
            markers.append(
                MarkerRecord(
                    step: record.step, kind: .grokked, accuracy: test, sequences: config.data.testSequences))
        }
        if let before = previous?.decidingTestAccuracy, test <= before - config.thresholds.slingshotDrop,
            marked.contains(.memorized)
        {
            markers.append(
                MarkerRecord(
                    step: record.step, kind: .slingshot, accuracy: test, previousAccuracy: before,
                    sequences: config.data.testSequences))
        }
        return markers
    }
}
