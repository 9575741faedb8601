extension RunEvent {
    /// Whether configuration and commands make it again, with the same bits: evaluations (but for their speed), spectra
    /// and what is measured along them, marks, and the commands that change what is trained. Everything else depends on
    /// who watched, and when.
    package var isReproduced: Bool {
        switch self {
        case .evaluation, .spectrum, .gapFlow, .response, .window, .marker: true
        case .command(let record): record.command.changesTraining
        case .started, .resumed, .forked, .refused, .probe, .intervention, .progress, .finished: false
        }
    }

    /// Without what differs each time that it is made.
    package var withoutTiming: RunEvent {
        guard case .evaluation(var record) = self else { return self }
        record.stepsPerSecond = 0
        return .evaluation(record)
    }

    /// The step that it is about: of a probe the one that was probed.
    package var step: Int {
        switch self {
        case .started: 0
        case .resumed(let record): record.step
        case .forked(let record): record.step
        case .evaluation(let record): record.step
        case .spectrum(let record): record.step
        case .gapFlow(let record): record.step
        case .response(let record): record.step
        case .window(let record): record.step
        case .command(let record): record.step
        case .refused(let record): record.step
        case .probe(let record): record.step
        case .intervention(let record): record.step
        case .marker(let record): record.step
        case .progress(let record): record.step
        case .finished(let record): record.step
        }
    }
}

extension RunCommand {
    /// Whether the parameters become others after it than they would have.
    package var changesTraining: Bool {
        switch self {
        case .weightDecay, .freshOptimizer: true
        case .pause, .resume, .step, .pace, .probe, .intervene, .cancelProbes, .stop: false
        }
    }
}
