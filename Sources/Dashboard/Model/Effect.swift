package import RunEvents

/// What the outside is to do for the screen.
package enum Effect: Equatable, Sendable {
    case send(RunCommand)
    /// Leave. The run is stopped by a `send` before it, where there is one to stop.
    case quit
    /// Draw every cell anew, whatever the terminal shows.
    case repaint
    /// Stop the process as the shell's job control does.
    case suspend
    /// Probe the past, and answer with `Message.probeAnswer`.
    case probe(MeasurementKind, ProbePlace)
    /// Fork the run at a step with other weight decays, train the forks, and answer with `Message.intervention`.
    case intervene(Int)
    /// Probes of the past and the intervention that are under way give up; how many there were is said with
    /// `Message.notice`.
    case cancelMeasurements
    /// Begin a new run from this step, with this ω; nil for the ω that the run has there.
    case fork(step: Int, weightDecay: RunCommand.WeightDecaySetting?)
    /// Stop the run, and go on from this step as a fork of it.
    case rewind(step: Int)
}

/// Which parameters a probe of the past is made on.
package enum ProbePlace: Hashable, Sendable {
    /// Those of the checkpoint at this step.
    case nearestCheckpoint(Int)
    /// Those of exactly this step, which are derived again from a checkpoint before it.
    case exactStep(Int)

    package var step: Int {
        switch self {
        case .nearestCheckpoint(let step), .exactStep(let step): step
        }
    }
}
