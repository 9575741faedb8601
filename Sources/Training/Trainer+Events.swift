internal import Kernels
internal import RunEvents
internal import Transformer

/// What a trainer tells.
extension Trainer {
    /// Emits an event. One that was recorded is held against the recording, and not told again.
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
        continuation.yield(event)
    }

    /// Emits how far the run is and what it is doing.
    ///
    /// - Parameter state: nil for whether it is paused or running.
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

    /// Emits a probe's answer, on the probes' own thread.
    nonisolated func emitAnswer(_ event: RunEvent) {
        continuation.yield(event)
    }

    /// Goes over to what is new at the last step of the recording.
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
        // The way here may have been long.
        if optimization.stepsDone > checkpointStep { keepCheckpoint(.interval) }
        emit(
            .resumed(
                ResumedRecord(step: optimization.stepsDone, checkpointStep: checkpointStep, engine: engineRecord)))
        performScheduled()
        reportProgress()
    }

    /// What computes this run.
    var engineRecord: EngineRecord {
        EngineRecord(
            version: options.version, blasCore: MatrixProduct.coreName, threads: options.threads,
            parameterCount: optimization.model.table.count, trackedParameterCount: trackedRange.count)
    }
}
