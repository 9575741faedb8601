package import RunEvents

/// Taking in events.
extension RunState {
    /// Takes in an event of a recording, which says itself when it came.
    ///
    /// - Precondition: this is the whole run, and not its past.
    package mutating func apply(_ recorded: RecordedEvent) {
        if recorded.reachedStep > leftStep { reach(recorded.reachedStep) }
        apply(recorded.event, elapsedSeconds: recorded.elapsedSeconds)
    }

    /// Takes in an event.
    ///
    /// - Parameter elapsedSeconds: for how long the run had gone on; nil where nobody knows.
    /// - Precondition: this is the whole run, and not its past.
    package mutating func apply(_ event: RunEvent, elapsedSeconds: Double? = nil) {
        precondition(!isPast, "an event for the past of a run")
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

    /// No run goes further. A damaged recording may say so, and must not make the count of columns overflow.
    package static let greatestStep = 1 << 40

    private mutating func reach(_ newStep: Int) {
        step = max(step, min(newStep, RunState.greatestStep))
        newestStep = step
    }

    private mutating func take(_ event: RunEvent) {
        if case .command(let record) = event, case .back(let wanted) = record.command, goBack(to: wanted) {
            weightDecays.appendIfOther(record.weightDecay, reached: step)
            return
        }
        let said = edge.take(event, reached: step)
        switch event {
        case .started(let record):
            started = record
            edge.begin(record.run)
            if let weightDecay = record.run.weightDecay { weightDecays.appendIfOther(weightDecay, reached: step) }
        case .resumed(let record):
            ends.appendIfOther(nil, reached: step)
            log.note(record, reached: step)
        case .forked(let record): log.note(record, reached: step)
        case .evaluation(let record):
            evaluations.append(record, reached: step)
            log.note(record, reached: step)
        case .spectrum(let record):
            if let spectrum = description?.spectrum, record.interval == spectrum.interval {
                coarse.append(record, reached: step)
            } else {
                fine.append(record, reached: step)
            }
        // The edge has them.
        case .gapLedger, .gapFlow, .response, .window: break
        case .command(let record): take(record)
        case .refused(let record):
            if record.isCancelledProbe { endProbe() }
            log.note(record, reached: step)
        case .probe(let record): take(record)
        case .intervention(let record):
            interventions.append(record, reached: step)
            log.note(record, reached: step)
        case .marker(let record):
            if record.kind == .grokked, grokked == nil { grokkings.append(record, reached: step) }
            log.note(record, reached: step)
        case .metricDefinition, .metric, .metricProbe, .remark: takeLogged(event)
        case .progress(let record): take(record)
        case .finished(let record):
            ends.append(record, reached: step)
            log.note(record, reached: step)
        }
        if let said { log.note(said, reached: step) }
    }

    /// Goes back to a step, as another program does that loads a checkpoint. What it does from here on is a fork:
    /// curves and events after that step were another branch's, and are forgotten. The recording has them.
    ///
    /// - Returns: whether the run has gone back; not where it has not come to the step, and not in runs that groktop
    ///   trains, which never do.
    private mutating func goBack(to wanted: Int) -> Bool {
        guard isWatched, wanted < step else { return false }
        let (left, wasPaused, pace) = (step, isPaused, pace)
        metrics.cut(reached: wanted)
        fine.cut(reached: wanted)
        coarse.cut(reached: wanted)
        edge.cut(reached: wanted)
        log.cut(reached: wanted)
        metricProbes.cut(reached: wanted)
        ends.cut(reached: wanted)
        grokkings.cut(reached: wanted)
        weightDecays.cut(reached: wanted)
        pauses.cut(reached: wanted)
        paces.cut(reached: wanted)
        clock.forget(after: wanted)
        leftStep = max(leftStep, left)
        (step, newestStep) = (wanted, wanted)
        pauses.appendIfOther(wasPaused, reached: step)
        paces.appendIfOther(pace, reached: step)
        if let elapsedSeconds { clock.note(step: step, seconds: elapsedSeconds) }
        log.noteGoingBack(to: step, from: left)
        return true
    }

    /// Takes in what another program has to say of its run.
    private mutating func takeLogged(_ event: RunEvent) {
        switch event {
        case .metricDefinition(let record): metrics.define(record)
        case .metric(let record): metrics.append(record, reached: step)
        case .metricProbe(let record):
            metricProbes.append(record, reached: step)
            log.note(record, reached: step)
        case .remark(let record): log.note(record, reached: step)
        default: preconditionFailure("\(event.typeName) is not logged by another program")
        }
    }

    private mutating func take(_ record: CommandRecord) {
        // The answer of another program stands before the command, and says it all.
        let isAnswered = if case .probe = record.command { isWatched } else { false }
        if !isAnswered { log.note(record, previousWeightDecay: weightDecay, reached: step) }
        weightDecays.appendIfOther(record.weightDecay, reached: step)
        switch record.command {
        case .pause, .step: pauses.appendIfOther(true, reached: step)
        case .resume: pauses.appendIfOther(false, reached: step)
        case .pace(let wanted): paces.appendIfOther(wanted, reached: step)
        case .weightDecay, .freshOptimizer, .probe, .intervene, .cancelProbes, .learningRate, .evaluate, .checkpoint,
            .back, .stop:
            break
        }
    }

    private mutating func take(_ record: ProgressRecord) {
        progress = record
        weightDecays.appendIfOther(record.weightDecay, reached: step)
        pauses.appendIfOther(record.state == .paused, reached: step)
        paces.appendIfOther(record.pace, reached: step)
    }

    /// A paused run does not report that it waits for one probe less.
    private mutating func endProbe() {
        if let outstanding = progress?.probesUnderWay { progress?.probesUnderWay = max(0, outstanding - 1) }
        progress?.probeProgress = nil
    }

    private mutating func take(_ probe: ProbeRecord) {
        // Progress measures come unasked as well. They take no place from an answer that was asked for.
        if probe.kind != .progressMeasures || log.probesUnderWay.contains(probe.kind) {
            endProbe()
            newestProbes.appendIfOther(probe.kind, reached: step)
        }
        probes[probe.kind, default: TimeLine()].append(probe, reached: step)
        log.note(probe, reached: step)
    }
}
