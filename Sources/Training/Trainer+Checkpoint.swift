internal import RunEvents
internal import SpectralEdge

/// A run's whole state at a step boundary, kept for later.
extension Trainer {
    /// After a step's measurements and before its commands.
    func keepCheckpointWhenDue() {
        guard let plan = options.checkpoints, optimization.stepsDone < config.steps else { return }
        if let mark {
            keepCheckpoint(mark)
        } else if optimization.stepsDone % plan.interval == 0, plan.isReady() {
            keepCheckpoint(.interval)
        }
        mark = nil
    }

    /// What is derived again has its checkpoints already.
    func keepCheckpoint(_ reason: CheckpointState.Reason) {
        guard let plan = options.checkpoints, rederivation == nil else { return }
        plan.keep(
            Checkpoint(
                state: CheckpointState(
                    step: optimization.stepsDone, reason: reason, reproducedEvents: reproducedEvents,
                    weightDecay: control.weightDecay,
                    lastNonzeroWeightDecay: control.lastNonzeroWeightDecay,
                    adamSteps: optimization.adamSteps, batchGenerator: sampler.generatorWords, markers: detector.state),
                tensors: optimization.tensors() + tracker.directionTensors(),
                windows: tracker.windowTensors(at: optimization.stepsDone)))
    }
}

extension Checkpoint {
    /// Puts a run's parts into the state that the checkpoint has of them.
    ///
    /// - Throws: `CheckpointMismatch` where the checkpoint is not one of such a run. The parts are of no use then.
    func restore(
        _ optimization: Optimization, _ tracker: SpectrumTracker, _ sampler: inout BatchSampler
    ) throws(CheckpointMismatch) {
        let tensors = TensorSet(tensors + (windows ?? []))
        try optimization.restore(tensors, at: state.step, adamSteps: state.adamSteps)
        try tracker.restore(tensors, at: state.step)
        guard sampler.restore(generatorWords: state.batchGenerator) else {
            throw CheckpointMismatch("the state of its batch generator is not possible")
        }
    }
}

extension MarkerRecord.Kind {
    var checkpointReason: CheckpointState.Reason {
        switch self {
        case .memorized: .memorized
        case .grokked: .grokked
        case .slingshot: .slingshot
        }
    }
}

extension CheckpointState.Reason {
    /// Where one evaluation sets several marks, the heaviest is the checkpoint's reason.
    var weight: Int {
        switch self {
        case .grokked: 3
        case .memorized: 2
        case .slingshot: 1
        case .interval, .weightDecay, .freshOptimizer, .end: 0
        }
    }
}
