package import RunEvents

/// What a trainer is to do between two steps, in the order in which it is named.
package enum TrainerAction: Sendable, Equatable {
    /// Zero Adam's moments and begin its bias correction anew.
    case makeAdamFresh
    /// Hold the run to so many steps a second; nil for as fast as possible.
    case setPace(Double?)
    /// Cancel the probes under way and waiting.
    case cancelProbes
    /// Ask for a probe of the present parameters. Its answer or cancellation names the command.
    case submit(MeasurementKind, for: RunCommand)
    /// Emit a command that has been applied.
    case record(CommandRecord)
    /// Emit a command that cannot be carried out.
    case refuse(RefusedRecord)
    /// Keep a checkpoint, for this reason.
    case keepCheckpoint(CheckpointState.Reason)
    /// Emit how far the run is and what it is doing.
    case reportProgress

    /// What follows when nothing is left to be done between two steps.
    package enum Next: Sendable, Equatable {
        /// Train one step: at once, or when the pace lets it begin.
        case step(atPace: Bool)
        /// Sleep until a command arrives: the run is paused.
        case wait
        /// Train no further step.
        case stop
    }
}
