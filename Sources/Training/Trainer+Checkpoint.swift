internal import RunEvents
internal import SpectralEdge

/// Makes checkpoints, which hold a run's whole state between two steps, and continues from them.
extension Trainer {
    /// Keeps a checkpoint where one is due. It is called after a step's measurements and before its commands.
    func keepCheckpointWhenDue() {
        guard let plan = options.checkpoints, optimization.stepsDone < lastStep else { return }
        let isDue = mark != nil || optimization.stepsDone % plan.interval == 0
        let reason = mark ?? .interval
        mark = nil
        // A long run has thousands of slingshots: where they come faster than the disk takes them, each would wait in
        // memory.
        if isDue, ![.interval, .slingshot].contains(reason) || plan.isReady() { keepCheckpoint(reason) }
    }

    /// Keeps a checkpoint for a reason. While the past is derived again it does nothing, because those checkpoints
    /// exist.
    func keepCheckpoint(_ reason: CheckpointState.Reason) {
        guard let plan = options.checkpoints, rederivation == nil else { return }
        plan.keep(
            Checkpoint(
                state: CheckpointState(
                    step: optimization.stepsDone, reason: reason, reproducedEvents: reproducedEvents,
                    weightDecay: control.weightDecay,
                    lastNonzeroWeightDecay: control.lastNonzeroWeightDecay,
                    adamSteps: optimization.adamSteps,
                    learningRateFactor: optimization.learningRateFactor == 1 ? nil : optimization.learningRateFactor,
                    batchGenerator: sampler.generatorWords, markers: detector.state),
                tensors: optimization.tensors() + tracker.directionTensors(),
                windows: tracker.windowTensors(at: optimization.stepsDone)))
    }
}

extension Checkpoint {
    /// Restores a run's parts from the checkpoint.
    ///
    /// - Throws: `CheckpointMismatch` where the checkpoint does not fit the run. The parts must not be used after that.
    func restore(
        _ optimization: Optimization, _ tracker: SpectrumTracker, _ sampler: inout BatchSampler
    ) throws(CheckpointMismatch) {
        let tensors = TensorSet(tensors + (windows ?? []))
        try optimization.restore(tensors, at: state.step, adamSteps: state.adamSteps)
        optimization.learningRateFactor = state.learningRateFactor ?? 1
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
    /// The rank of a reason. Where one evaluation sets several marks, the highest becomes the checkpoint's reason.
    var weight: Int {
        switch self {
        case .grokked: 3
        case .memorized: 2
        case .slingshot: 1
        case .interval, .weightDecay, .freshOptimizer, .learningRate, .command, .end: 0
        }
    }
}
