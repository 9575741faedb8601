internal import Alerts
internal import Kernels
internal import RunEvents
internal import SpectralEdge

/// The work between two steps, as `control` decides it.
extension Trainer {
    /// Applies the commands that have arrived, and repeats that while the run is paused or ahead of its pace.
    ///
    /// - Returns: false where no further step follows.
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

    /// Waits for the last probes. Commands can still cancel them.
    func waitForProbes() {
        performArrived()
        while probes.count > 0 {
            reportProgress()
            commands.waitForCommand(seconds: Self.progressInterval.inSeconds)
            performArrived()
        }
        probes.waitUntilIdle()
    }

    /// Applies the scheduled commands that are due, and before them the pauses of alerts.
    func performScheduled() {
        performPauses()
        while let actions = control.nextScheduled(in: situation) { perform(actions) }
    }

    /// Pauses the run where an alert asks for it, at the step at which its rule became true. The last step needs none.
    private func performPauses() {
        guard rederivation == nil, !pausesDue.isEmpty else { return }
        for alert in pausesDue where optimization.stepsDone < lastStep {
            perform(control.pause(by: alert, in: situation))
        }
        pausesDue = []
    }

    private func performArrived() {
        answerLooks(.now)
        control.receive(commands.takeAll())
        while let actions = control.nextArrived(in: situation) {
            perform(actions)
            // A command to evaluate may have made a rule true.
            performPauses()
        }
    }

    /// Waits for a command, but at most for `seconds`; nil is no limit. While probes are under way, the wait ends at
    /// the next report of their progress.
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
            case .setLearningRateFactor(let factor): optimization.learningRateFactor = factor
            case .evaluate: evaluateNow()
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
