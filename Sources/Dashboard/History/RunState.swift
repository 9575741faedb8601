package import RunEvents

/// Everything that a run has told so far, and everything that it had told at any earlier step. Taking in an event costs
/// the same however long the run has gone on, and so (but for a logarithm) does looking back.
package struct RunState: Sendable {
    package private(set) var started: StartedRecord?
    package private(set) var evaluations = EvaluationHistory()
    /// The window of `spectrum.fineInterval`, and the one of `spectrum.interval`.
    package private(set) var fine = SpectrumHistory()
    package private(set) var coarse = SpectrumHistory()
    /// What is measured of the edge besides, and what follows from it.
    package private(set) var edge = EdgeHistory()
    package private(set) var log = EventLog()
    /// nil also in the past: it comes by the clock and not by the step, and is not kept.
    package private(set) var progress: ProgressRecord?
    /// The last step that anything is known about.
    package private(set) var step = 0
    /// Seconds that the run had gone on for; nil where nobody has said.
    package private(set) var elapsedSeconds: Double?

    /// The last step that anything is known about, also of a run that is looked back at.
    package private(set) var newestStep = 0

    private var clock = RunClock()
    private var probes: [MeasurementKind: Changing<ProbeRecord>] = [:]
    private var newestProbes = Changing<MeasurementKind>()
    private var interventions = Changing<InterventionRecord>()
    /// A run that was stopped can go on: nil again from then on.
    private var ends = Changing<FinishedRecord?>()
    private var grokkings = Changing<MarkerRecord>()
    private var weightDecays = Changing<Double>()
    private var pauses = Changing<Bool>()
    private var paces = Changing<Double?>()
    /// The step that is looked back to; nil of the whole run.
    private var pastStep: Int?

    package init() {}

    /// What is looked up in all that changes: in the whole run its newest value.
    private var lookup: Int { pastStep ?? .max }

    package var config: RunConfig? { started?.config }
    /// The last answer of a probe.
    package func probe(_ kind: MeasurementKind) -> ProbeRecord? { probes[kind]?.value(at: lookup) }
    /// The probe that answered last.
    /// The newest that the run's recording holds.
    package var intervention: InterventionRecord? { interventions.value(at: lookup) }

    package var newestProbe: MeasurementKind? { newestProbes.value(at: lookup) }
    package var ablation: AblationRecord? {
        probe(.ablation)?.as(AblationRecord.self)
    }
    package var perturbation: PerturbationRecord? {
        probe(.perturbation)?.as(PerturbationRecord.self)
    }
    package var finished: FinishedRecord? { ends.value(at: lookup) ?? nil }
    package var isFinished: Bool { finished != nil }
    package var grokked: MarkerRecord? { grokkings.value(at: lookup) }
    /// ω as it is now; nil before the run has begun.
    package var weightDecay: Double? { weightDecays.value(at: lookup) }
    package var isPaused: Bool { pauses.value(at: lookup) ?? false }
    /// Steps a second asked for; nil for as fast as possible.
    package var pace: Double? { paces.value(at: lookup) ?? nil }

    // MARK: Taking in

    /// - Precondition: the run is whole, and not looked back at.
    package mutating func apply(_ recorded: RecordedEvent) {
        reach(recorded.reachedStep)
        apply(recorded.event, elapsedSeconds: recorded.elapsedSeconds)
    }

    /// - Parameter elapsedSeconds: that the run has gone on for; nil where nobody knows.
    /// - Precondition: the run is whole, and not looked back at.
    package mutating func apply(_ event: RunEvent, elapsedSeconds: Double? = nil) {
        precondition(pastStep == nil, "an event for a run that is looked back at")
        switch event {
        // A probe names the step that it probed, which may be long ago.
        case .started, .probe: break
        default: reach(event.step)
        }
        if let elapsedSeconds {
            self.elapsedSeconds = elapsedSeconds
            if case .progress = event {} else { clock.note(step: step, seconds: elapsedSeconds) }
        }
        take(event)
    }

    /// No run goes further, and what a damaged recording may say must not overflow where columns are counted.
    package static let greatestStep = 1 << 40

    private mutating func reach(_ newStep: Int) {
        step = max(step, min(newStep, RunState.greatestStep))
        newestStep = step
    }

    private mutating func take(_ event: RunEvent) {
        let said = edge.take(event, reached: step)
        switch event {
        case .started(let record):
            started = record
            edge.begin(record.config)
            weightDecays.setIfOther(record.config.optimizer.weightDecay, reached: step)
        case .resumed(let record):
            ends.setIfOther(nil, reached: step)
            log.note(record, reached: step)
        case .forked(let record): log.note(record, reached: step)
        case .evaluation(let record):
            evaluations.append(record, reached: step)
            log.note(record, reached: step)
        case .spectrum(let record):
            if let spectrum = config?.spectrum, record.interval == spectrum.interval {
                coarse.append(record, reached: step)
            } else {
                fine.append(record, reached: step)
            }
        // The edge has them.
        case .gapFlow, .response, .window: break
        case .command(let record): take(record)
        case .refused(let record):
            if record.isCancelledProbe { endProbe() }
            log.note(record, reached: step)
        case .probe(let record): take(record)
        case .intervention(let record):
            interventions.set(record, reached: step)
            log.note(record, reached: step)
        case .marker(let record):
            if record.kind == .grokked, grokked == nil { grokkings.set(record, reached: step) }
            log.note(record, reached: step)
        case .progress(let record): take(record)
        case .finished(let record):
            ends.set(record, reached: step)
            log.note(record, reached: step)
        }
        if let said { log.note(said, reached: step) }
    }

    private mutating func take(_ record: CommandRecord) {
        log.note(record, previousWeightDecay: weightDecay, reached: step)
        weightDecays.setIfOther(record.weightDecay, reached: step)
        switch record.command {
        case .pause, .step: pauses.setIfOther(true, reached: step)
        case .resume: pauses.setIfOther(false, reached: step)
        case .pace(let wanted): paces.setIfOther(wanted, reached: step)
        case .weightDecay, .freshOptimizer, .probe, .intervene, .cancelProbes, .stop: break
        }
    }

    private mutating func take(_ record: ProgressRecord) {
        progress = record
        weightDecays.setIfOther(record.weightDecay, reached: step)
        pauses.setIfOther(record.state == .paused, reached: step)
        paces.setIfOther(record.pace, reached: step)
    }

    /// A paused run does not report that it waits for one probe less.
    private mutating func endProbe() {
        if let outstanding = progress?.probesUnderWay { progress?.probesUnderWay = max(0, outstanding - 1) }
        progress?.probeProgress = nil
    }

    private mutating func take(_ probe: ProbeRecord) {
        endProbe()
        probes[probe.kind, default: Changing()].set(probe, reached: step)
        newestProbes.setIfOther(probe.kind, reached: step)
        log.note(probe, reached: step)
    }

    // MARK: Looking back

    /// How long a playback at the run's own speed takes to a step. A pause of the run takes no longer than a moment.
    package func playedSeconds(at step: Int) -> Double { clock.played(at: step) }

    /// The step that a playback has come to, in between the recorded ones in proportion. nil of a run without times.
    package func step(playedSeconds: Double) -> Int? { clock.step(played: playedSeconds) }

    /// The run as it was when it had reached a step: what a state would be that had been given only the events that had
    /// come by then. An event has come by then where no later step was known of when it came: the answer of a probe
    /// that was fired at 614 and answered at 900 comes at 900.
    ///
    /// O(log n): the past shares all storage with the present, and is not to be kept while events come in.
    package func state(at wanted: Int) -> RunState {
        var past = self
        let step = max(0, min(wanted, self.step))
        past.pastStep = min(step, lookup)
        past.step = step
        past.progress = nil
        past.elapsedSeconds = clock.seconds(at: step)
        past.evaluations = evaluations.prefix(reached: step)
        past.fine = fine.prefix(reached: step)
        past.coarse = coarse.prefix(reached: step)
        past.edge = edge.prefix(reached: step)
        past.log = log.prefix(reached: step)
        return past
    }
}
