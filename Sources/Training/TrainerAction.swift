package import RunEvents

/// An action that `TrainerControl` asks of the trainer between two steps. The trainer performs them in order.
package enum TrainerAction: Sendable, Equatable {
    /// Set Adam's moments to zero and begin its bias correction anew.
    case makeAdamFresh
    /// Limit the run to this many steps a second; nil for no limit.
    case setPace(Double?)
    /// Multiply the configured η by this factor from here on.
    case setLearningRateFactor(Double)
    /// Measure the model now, where this step has not been measured.
    case evaluate
    /// Cancel the probes under way and waiting.
    case cancelProbes
    /// Request a probe of the present parameters. Its answer or cancellation names the command.
    case submit(MeasurementKind, for: RunCommand)
    /// Emit a command that has been applied.
    case record(CommandRecord)
    /// Emit a command that cannot be carried out.
    case refuse(RefusedRecord)
    /// Keep a checkpoint, for this reason.
    case keepCheckpoint(CheckpointState.Reason)
    /// Emit the run's progress.
    case reportProgress

    /// What follows after all actions between two steps.
    package enum Next: Sendable, Equatable {
        /// Train one step: at once, or as soon as the pace allows.
        case step(atPace: Bool)
        /// Sleep until a command arrives: the run is paused.
        case wait
        /// Train no further step.
        case stop
    }
}
