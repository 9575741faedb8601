package import RunEvents

/// How a trainer's work ended.
package enum TrainingEnd: Sendable, Equatable {
    /// With its last event.
    case finished(FinishedRecord)
    /// What was recorded could not be derived again. Nothing new has happened.
    case diverged(Divergence)
    /// Stopped by somebody before it had got to where the recording ends. Nothing new has happened.
    case abandoned(step: Int)
}
