internal import Kernels
internal import RunEvents
internal import SpectralEdge

/// What a trainer does between two steps: what its `control` says.
extension Trainer {
    /// Applies what has arrived, and goes on doing so for as long as the run is paused or ahead of its pace.
    ///
    /// - Returns: false where no further step is to be trained.
    func waitUntilStepIsDue() -> Bool {
        while true {
            performArrived()
            switch control.next {
            case .stop: return false
            case .step(atPace: false): return true
            case .step(atPace: true):
                let seconds = pacer.secondsUntilDue(clock.now)
                if seconds <= 0 { return true }
                wait(seconds: seconds)
            case .wait:
                lastStepEnd = nil
                wait(seconds: nil)
            }
        }
    }

    /// Waits for the last probes. They may still be cancelled.
    func waitForProbes() {
        while probes.count > 0 {
            reportProgress()
            commands.waitForCommand(seconds: Self.progressInterval.inSeconds)
            performArrived()
        }
        probes.waitUntilIdle()
    }

    /// Does what the commands demand whose steps have come.
    func performScheduled() {
        while let actions = control.nextScheduled(in: situation) { perform(actions) }
    }

    private func performArrived() {
        control.receive(commands.takeAll())
        while let actions = control.nextArrived(in: situation) { perform(actions) }
    }

    /// Waits for a command, or until so much time has passed; nil for as long as it takes. While probes are under way,
    /// no longer than until the next report of how far they are.
    private func wait(seconds: Double?) {
        guard probes.count > 0 else { return commands.waitForCommand(seconds: seconds) }
        let interval = Self.progressInterval.inSeconds
        commands.waitForCommand(seconds: min(seconds ?? interval, interval))
        reportProgress()
    }

    private var situation: TrainerControl.Situation {
        TrainerControl.Situation(
            step: optimization.stepsDone, probesUnderWay: probes.count, hasDirections: tracker.hasDirections)
    }

    private func perform(_ actions: [TrainerAction]) {
        for action in actions {
            switch action {
            case .makeAdamFresh: optimization.makeAdamFresh()
            case .setPace(let pace): pacer.pace = pace
            case .cancelProbes: probes.cancel()
            case .submit(let kind, let command): submit(kind, for: command)
            case .record(let record): emit(.command(record))
            case .refuse(let record): emit(.refused(record))
            case .keepCheckpoint(let reason): keepCheckpoint(reason)
            case .reportProgress: reportProgress()
            }
        }
    }

    private func submit(_ kind: MeasurementKind, for command: RunCommand) {
        let step = optimization.stepsDone
        let snapshot = EdgeSnapshot(
            step: step, parameters: optimization.parameters.contents(), directions: tracker.directions(),
            trackedRange: trackedRange, adam: optimization.adamState())
        let runner = probeRunner
        probes.submit { job in
            runner(kind, snapshot, { job.isCancelled }, { job.report($0) })
        } answer: { [self] record in
            let cancelled = RefusedRecord(step: step, command: command, reason: RefusedRecord.cancelled)
            emitAnswer(record.map { .probe($0) } ?? .refused(cancelled))
        }
    }
}
