package import RunEvents

/// What the host of the screen is to do for it.
package enum Effect: Equatable, Sendable {
    case send(RunCommand)
    /// Ring the terminal's bell.
    case ring
    /// Show a notification on the desktop.
    case notify(String)
    /// Leave. Where a run has to be stopped, a `send` before this one does it.
    case quit
    /// Draw every cell again, whatever the terminal shows.
    case repaint
    /// Write a picture of the screen to files that are not there yet, and say with `Message.notice` where they are.
    case savePicture(ScreenPicture)
    /// Suspend the process as the shell's job control does.
    case suspend
    /// Probe the past, and answer with `Message.probeAnswer`.
    case probe(MeasurementKind, ProbePlace)
    /// Look at what the network of a run knows, and answer with `Message.knowledge`.
    case look(LookPlace, RunConfig)
    /// Ask the network of a run a question at each of its moments, and answer each with `Message.answered`.
    case ask(Query, RunConfig)
    /// Fork the run at a step with other weight decays, train the forks, and answer with `Message.intervention`.
    case intervene(Int)
    /// Cancel the probes of the past and the intervention that are under way, and say with `Message.notice` how many
    /// there were.
    case cancelMeasurements
    /// Begin a new run at this step, with this ω; nil for the ω that the run has there.
    case fork(step: Int, weightDecay: RunCommand.WeightDecaySetting?)
    /// Begin a new run at this step with this ω, train it beside the run on the screen, and show it with
    /// `Message.whatIf` as it goes on; at most so many steps a second, or as many as can be.
    case whatIf(step: Int, weightDecay: RunCommand.WeightDecaySetting, pace: Double?)
    /// Stop the run that is trained beside the one on the screen, resumably.
    case closeWhatIf
    /// Stop the run on the screen, resumably, and show the one beside it in its place.
    case keepWhatIf
    /// Keep this for the next session.
    case remember(ScreenMemory)
    /// Stop the run, and continue from this step as a fork of it.
    case rewind(step: Int)
}

/// Which parameters a probe of the past is made on.
package enum ProbePlace: Hashable, Sendable {
    /// The parameters of the checkpoint at this step.
    case nearestCheckpoint(Int)
    /// The parameters of exactly this step, which are derived again from a checkpoint before it.
    case exactStep(Int)

    /// The step that is asked for.
    package var step: Int {
        switch self {
        case .nearestCheckpoint(let step), .exactStep(let step): step
        }
    }
}
