package import RunEvents

/// Everything that a run has told so far. Taking in an event costs the same however long the run has gone on.
package struct RunState: Sendable {
    package private(set) var started: StartedRecord?
    /// By step.
    package private(set) var evaluations: [EvaluationRecord] = []
    /// The window of `spectrum.fineInterval`, and the one of `spectrum.interval`.
    package private(set) var fine = SpectrumHistory()
    package private(set) var coarse = SpectrumHistory()
    package private(set) var log = EventLog()
    package private(set) var ablation: AblationRecord?
    package private(set) var perturbation: PerturbationRecord?
    /// Whether the perturbation is newer than the ablation.
    package private(set) var isPerturbationNewest = false
    package private(set) var progress: ProgressRecord?
    package private(set) var finished: FinishedRecord?
    package private(set) var grokked: MarkerRecord?
    /// ω as it is now; nil before the run has begun.
    package private(set) var weightDecay: Double?
    package private(set) var isPaused = false
    /// Steps a second asked for; nil for as fast as possible.
    package private(set) var pace: Double?
    /// The last step that anything is known about.
    package private(set) var step = 0

    package init() {}

    package var config: RunConfig? { started?.config }
    package var isFinished: Bool { finished != nil }

    package mutating func apply(_ event: RunEvent) {
        switch event {
        case .started(let record):
            started = record
            weightDecay = record.config.optimizer.weightDecay
        case .resumed(let record):
            reach(record.step)
            log.note(record)
        case .forked(let record):
            reach(record.step)
            log.note(record)
        case .evaluation(let record):
            reach(record.step)
            evaluations.append(record)
            log.note(record)
        case .spectrum(let record):
            reach(record.step)
            if let spectrum = config?.spectrum, record.interval == spectrum.interval {
                coarse.append(record)
            } else {
                fine.append(record)
            }
        case .command(let record):
            reach(record.step)
            log.note(record, previousWeightDecay: weightDecay)
            apply(record)
        case .refused(let record):
            reach(record.step)
            log.note(record)
        case .probe(let record):
            apply(record)
        case .marker(let record):
            reach(record.step)
            if record.kind == .grokked, grokked == nil { grokked = record }
            log.note(record)
        case .progress(let record):
            reach(record.step)
            progress = record
            weightDecay = record.weightDecay
            isPaused = record.state == .paused
            pace = record.pace
        case .finished(let record):
            reach(record.step)
            finished = record
            log.note(record)
        }
    }

    private mutating func reach(_ newStep: Int) {
        step = max(step, newStep)
    }

    private mutating func apply(_ record: CommandRecord) {
        weightDecay = record.weightDecay
        switch record.command {
        case .pause, .step: isPaused = true
        case .resume: isPaused = false
        case .pace(let wanted): pace = wanted
        case .weightDecay, .ablate, .perturb, .stop: break
        }
    }

    private mutating func apply(_ probe: ProbeRecord) {
        // A paused run does not report that it waits for one probe less.
        if let outstanding = progress?.probesUnderWay { progress?.probesUnderWay = max(0, outstanding - 1) }
        switch probe {
        case .ablation(let record): ablation = record
        case .perturbation(let record): perturbation = record
        }
        if case .perturbation = probe { isPerturbationNewest = true } else { isPerturbationNewest = false }
        log.note(probe)
    }
}
