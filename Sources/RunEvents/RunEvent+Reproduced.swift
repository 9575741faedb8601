extension RunEvent {
    /// Whether configuration and commands produce the event again with the same bits. That holds for evaluations (but
    /// for their speed), spectra and measurements along them, markers, and the commands that change the training. All
    /// other events depend on who watched, and when.
    package var isReproduced: Bool {
        switch self {
        case .evaluation, .spectrum, .gapLedger, .gapFlow, .response, .window, .marker: true
        case .command(let record): record.command.changesTraining
        case .started, .resumed, .forked, .refused, .probe, .intervention, .metricDefinition, .metric, .metricProbe,
            .remark,
            .progress, .finished:
            false
        }
    }

    /// The event without what differs each time that it is produced: its speed, and who asked for it.
    package var withoutTiming: RunEvent {
        switch self {
        case .evaluation(var record):
            record.stepsPerSecond = 0
            return .evaluation(record)
        case .command(var record):
            record.request = nil
            return .command(record)
        default: return self
        }
    }

    /// Whether the event, produced again, is the one that was recorded: to the bit, but for timing and for the figures
    /// that the recording's format did not have.
    package func isReproduction(of recorded: RunEvent) -> Bool {
        withoutTiming.withoutFigures(missingIn: recorded) == recorded.withoutTiming
    }

    private func withoutFigures(missingIn recorded: RunEvent) -> RunEvent {
        switch (self, recorded) {
        case (.evaluation(var record), .evaluation(let recorded)):
            if recorded.trainZeroLossShare == nil {
                (record.trainZeroLossShare, record.descentCosine) = (nil, nil)
            }
            return .evaluation(record)
        case (.response(var record), .response(let recorded)):
            if recorded.circularR2 == nil {
                (record.circularR2, record.circularFrequency, record.controlCircularR2) = (nil, nil, nil)
            }
            return .response(record)
        default: return self
        }
    }

    /// The step that the event is about; for a probe, the step that was probed.
    package var step: Int {
        switch self {
        case .started: 0
        case .resumed(let record): record.step
        case .forked(let record): record.step
        case .evaluation(let record): record.step
        case .spectrum(let record): record.step
        case .gapLedger(let record): record.step
        case .gapFlow(let record): record.step
        case .response(let record): record.step
        case .window(let record): record.step
        case .command(let record): record.step
        case .refused(let record): record.step
        case .probe(let record): record.step
        case .intervention(let record): record.step
        case .marker(let record): record.step
        case .metricDefinition(let record): record.step
        case .metric(let record): record.step
        case .metricProbe(let record): record.step
        case .remark(let record): record.step
        case .progress(let record): record.step
        case .finished(let record): record.step
        }
    }
}

extension RunCommand {
    /// Whether the command has to be given again, at its step, for the same events to come again: it changes the
    /// parameters that follow, or has them measured.
    package var changesTraining: Bool {
        switch self {
        case .weightDecay, .freshOptimizer, .learningRate, .evaluate, .back: true
        case .pause, .resume, .step, .pace, .probe, .intervene, .cancelProbes, .checkpoint, .stop: false
        }
    }
}
