internal import Alerts
internal import Kernels
internal import RunEvents
internal import Transformer

/// The events that a trainer emits.
extension Trainer {
    /// Emits an event. While the past is derived again, the event is compared with the recorded one and not emitted.
    func emit(_ event: RunEvent) {
        if event.isReproduced {
            reproducedEvents += 1
            switch rederivation?.meet(event) {
            case .known?: return
            case .different(let difference)?:
                divergence = divergence ?? difference
                return
            case .new?, nil: break
            }
        }
        // What is derived again was looked at when the recording was read.
        pausesDue += pauses.take(event)
        continuation.yield(event)
    }

    /// Emits the run's progress: its step, its state, its rate and its probes.
    ///
    /// - Parameter state: the state to report; nil for paused or running, whichever is the case.
    func reportProgress(_ state: ProgressRecord.State? = nil) {
        lastProgress = clock.now
        emit(
            .progress(
                ProgressRecord(
                    step: optimization.stepsDone, state: state ?? (control.isWaiting ? .paused : .running),
                    stepsPerSecond: pacer.stepsPerSecond, possibleStepsPerSecond: pacer.possibleStepsPerSecond,
                    pace: pacer.pace, weightDecay: control.weightDecay, probesUnderWay: probes.count,
                    probeProgress: probes.progress)))
    }

    /// Emits a probe's answer. The probes' own thread calls it.
    nonisolated func emitAnswer(_ event: RunEvent) {
        continuation.yield(event)
    }

    /// Ends the derivation of the past at the last recorded step. From there on everything is new.
    func endRederivationWhenDue() {
        guard let rederivation, divergence == nil, optimization.stepsDone >= rederivation.untilStep else { return }
        if let missing = rederivation.missing(at: optimization.stepsDone) {
            divergence = missing
            return
        }
        self.rederivation = nil
        control.rederivationEnded(schedule: options.schedule)
        lastStepEnd = nil
        let checkpointStep = options.start?.checkpoint?.state.step ?? 0
        // Deriving up to here may have taken long, so a checkpoint is worth it.
        if optimization.stepsDone > checkpointStep { keepCheckpoint(.interval) }
        emit(
            .resumed(
                ResumedRecord(step: optimization.stepsDone, checkpointStep: checkpointStep, engine: engineRecord)))
        performScheduled()
        reportProgress()
    }

    /// A description of the engine that trains this run.
    var engineRecord: EngineRecord {
        EngineRecord(
            version: options.version, blasCore: MatrixProduct.coreName, threads: options.threads,
            parameterCount: optimization.model.table.count, trackedParameterCount: trackedRange.count)
    }
}
