import Probes
import RunEvents
import Tasks
import Training
import Transformer

/// Runs that take some tens of milliseconds.
enum TinyRun {
    static let config = config(.dyck)

    /// One of each kind of model.
    static let tasks = [TaskName.dyck, .scan, .modadd]

    static func config(_ task: TaskName) -> RunConfig {
        var config = TaskPreset.config(for: task)
        config.steps = 60
        config.optimizer.learningRate = 3e-3
        config.model.modelWidth = 16
        config.model.layers = 2
        config.model.heads = 2
        config.model.feedForwardWidth = 32
        if task == .dyck { config.model.contextLength = 24 }
        if config.data.parameters["modulus"] != nil { config.data.parameters["modulus"] = .integer(11) }
        config.data.trainSequences = 20
        config.data.testSequences = 60
        config.data.batchSequences = 10
        config.evaluation = EvaluationConfig(interval: 10, testSequences: 20)
        config.spectrum = SpectrumConfig(
            interval: 10, window: 3, tracked: .attention,
            measurements: EdgeMeasurements(windows: [2, 3, 5], curvatureSequences: 8, responseIntervals: 2))
        config.shards = 3
        return config
    }

    static func options(
        threads: Int = 1, pace: Double? = nil, schedule: [(Int, RunCommand)] = []
    ) -> TrainerOptions {
        TrainerOptions(
            threads: threads, pace: pace,
            schedule: schedule.map { ScheduledCommand(step: $0.0, command: $0.1) }, version: "test")
    }

    static func probes(_ config: RunConfig) -> ProbeRunner {
        let data = TaskData(config: config)
        let context = ProbeContext(
            model: TransformerModel(for: config), config: config, test: data.test, train: data.train)
        return { MeasurementMaker.measure($0, context, $1, isCancelled: $2, progress: $3) }
    }

    /// On one thread more than the runs have: the number changes no bit.
    static func responses(_ config: RunConfig) -> ResponseRunner {
        let context = ProbeContext(
            model: TransformerModel(for: config), config: config, test: TaskData(config: config).test)
        let meter = ResponseMeter(context, threads: 2, controls: 1)
        return { meter.measure($0, isCancelled: { false }).flatMap(ResponseRecord.init) }
    }

    /// All events of a run.
    ///
    /// - Parameter react: sees each event as it comes, and may answer it with commands.
    static func events(
        _ config: RunConfig = config, _ options: TrainerOptions = options(),
        react: (RunEvent, CommandQueue) -> Void = { _, _ in }, probes: ProbeRunner? = nil
    ) async throws -> [RunEvent] {
        let trainer = try Trainer(
            config: config, data: TaskData(config: config), options: options,
            probeRunner: probes ?? Self.probes(config),
            responseRunner: responses(config))
        let commands = trainer.commands
        Task { await trainer.run() }
        var events: [RunEvent] = []
        for await event in trainer.events {
            events.append(event)
            react(event, commands)
        }
        return events
    }

    /// How a run that goes on from somewhere ended, and what it told.
    static func end(_ config: RunConfig, _ start: TrainingStart) async throws -> (TrainingEnd, [RunEvent]) {
        var options = options()
        options.start = start
        let trainer = try Trainer(
            config: config, data: TaskData(config: config), options: options, probeRunner: probes(config),
            responseRunner: responses(config))
        let end = await trainer.run()
        var events: [RunEvent] = []
        for await event in trainer.events { events.append(event) }
        return (end, events)
    }
}

extension [RunEvent] {
    var evaluations: [EvaluationRecord] { compactMap { if case .evaluation(let record) = $0 { record } else { nil } } }
    var spectra: [SpectrumRecord] { compactMap { if case .spectrum(let record) = $0 { record } else { nil } } }
    var commands: [CommandRecord] { compactMap { if case .command(let record) = $0 { record } else { nil } } }
    var refusals: [RefusedRecord] { compactMap { if case .refused(let record) = $0 { record } else { nil } } }
    var probes: [ProbeRecord] { compactMap { if case .probe(let record) = $0 { record } else { nil } } }
    var markers: [MarkerRecord] { compactMap { if case .marker(let record) = $0 { record } else { nil } } }
    var progress: [ProgressRecord] { compactMap { if case .progress(let record) = $0 { record } else { nil } } }
    var finished: FinishedRecord? { if case .finished(let record)? = last { record } else { nil } }

    /// What must not depend on clocks, threads or who watches: evaluations (but for their speed), spectra and markers.
    var measurements: [RunEvent] {
        compactMap { event in
            switch event {
            case .evaluation(var record):
                record.stepsPerSecond = 0
                return .evaluation(record)
            case .spectrum, .gapLedger, .gapFlow, .response, .window, .marker: return event
            default: return nil
            }
        }
    }
}
