package import RunEvents

/// How a trainer's work ended.
package enum TrainingEnd: Sendable, Equatable {
    /// The run ended, with this last event.
    case finished(FinishedRecord)
    /// The derived events differ from the recorded ones. Nothing new was trained.
    case diverged(Divergence)
    /// The training was stopped at this step, before the end of the recording. Nothing new was trained.
    case abandoned(step: Int)
}
