internal import Kernels
internal import RunEvents
internal import SpectralEdge

/// What a trainer does with the commands that reach it, always between two steps.
extension Trainer {
    /// Applies a command and emits it, or its refusal.
    func apply(_ command: RunCommand) {
        var applied = command
        switch command {
        case .pause: isPaused = true
        case .resume:
            isPaused = false
            singleSteps = 0
        case .step:
            isPaused = true
            singleSteps += 1
        case .weightDecay(.off): setWeightDecay(0)
        case .weightDecay(.on): setWeightDecay(lastNonzeroWeightDecay)
        case .weightDecay(.value(let value)): setWeightDecay(value)
        case .freshOptimizer: optimization.makeAdamFresh()
        case .pace(let pace): pacer.pace = pace
        case .cancelProbes: probes.cancel()
        case .stop: isStopped = true
        case .probe(let kind):
            guard probe(kind, for: command) else { return }
        case .intervene(let asked):
            let step = asked ?? optimization.stepsDone
            guard step <= optimization.stepsDone, step < config.steps else {
                return refuse(command, "a fork cannot leave at step \(step)")
            }
            applied = .intervene(step: step)
        }
        // What travels is the value, so that nobody needs the history to know what "on" meant.
        if case .weightDecay = command { applied = .weightDecay(.value(weightDecay)) }
        emit(.command(CommandRecord(step: optimization.stepsDone, command: applied, weightDecay: weightDecay)))
        if let reason = applied.checkpointReason { keepCheckpoint(reason) }
        reportProgress()
    }

    /// Makes a probe that the recording has the question of and no answer to. The question is not recorded a second
    /// time.
    func askAgain(_ command: RunCommand) {
        guard case .probe(let kind) = command else { return }
        submit(kind, for: command)
        reportProgress()
    }

    private func setWeightDecay(_ value: Double) {
        weightDecay = value
        if value > 0 { lastNonzeroWeightDecay = value }
    }

    /// - Returns: false where the probe cannot be made; the refusal has been emitted then.
    private func probe(_ kind: MeasurementKind, for command: RunCommand) -> Bool {
        guard !probes.isFull else {
            refuse(command, "\(MeasurementQueue.capacity) probes are already under way")
            return false
        }
        let directions = tracker.directions()
        guard !kind.needsDirections || !directions.isEmpty else {
            let first = SpectrumTracker.firstDirections(config.spectrum)
            refuse(command, "the window of N = \(config.spectrum.interval) has no directions before step \(first)")
            return false
        }
        submit(kind, for: command)
        return true
    }

    private func submit(_ kind: MeasurementKind, for command: RunCommand) {
        let step = optimization.stepsDone
        let snapshot = EdgeSnapshot(
            step: step, parameters: optimization.parameters.contents(), directions: tracker.directions(),
            trackedRange: trackedRange)
        let runner = probeRunner
        probes.submit { job in
            runner(kind, snapshot, { job.isCancelled }, { job.report($0) })
        } answer: { [self] record in
            let cancelled = RefusedRecord(step: step, command: command, reason: RefusedRecord.cancelled)
            emitAnswer(record.map { .probe($0) } ?? .refused(cancelled))
        }
    }

    private func refuse(_ command: RunCommand, _ reason: String) {
        emit(.refused(RefusedRecord(step: optimization.stepsDone, command: command, reason: reason)))
    }
}

extension RunCommand {
    /// Of the checkpoint that is kept behind it; nil where none is.
    fileprivate var checkpointReason: CheckpointState.Reason? {
        switch self {
        case .weightDecay: .weightDecay
        case .freshOptimizer: .freshOptimizer
        case .pause, .resume, .step, .pace, .probe, .intervene, .cancelProbes, .stop: nil
        }
    }
}
