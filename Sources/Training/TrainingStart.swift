package import RunEvents

/// Where a run that has been recorded goes on: from a checkpoint, and over what was recorded since.
///
/// Everything up to `untilStep` is derived again and held against the recording, event for event. Only what comes after
/// is new, and only then may anything change the run.
package struct TrainingStart: Sendable {
    /// With its windows; nil for the run's beginning.
    package var checkpoint: Checkpoint?
    /// All reproduced events (`RunEvent.isReproduced`) that were recorded after the checkpoint, in order.
    package var recorded: [RunEvent]
    /// The last step that was recorded, or the one to go on from.
    package var untilStep: Int
    /// Probes that were asked for and not answered, each with its step. They are made as their steps are derived again,
    /// so none is of a step before the checkpoint.
    package var unanswered: [ScheduledCommand]

    /// - Parameters:
    ///   - checkpoint: a checkpoint with its windows; nil for the run's beginning.
    ///   - recorded: the reproduced events after the checkpoint, in order.
    ///   - untilStep: the last step that is derived again.
    ///   - unanswered: probes that are asked for again, each at its step; none lies before the checkpoint.
    package init(checkpoint: Checkpoint?, recorded: [RunEvent], untilStep: Int, unanswered: [ScheduledCommand] = []) {
        self.checkpoint = checkpoint
        self.unanswered = unanswered
        self.recorded = recorded
        self.untilStep = untilStep
    }

    /// The recorded commands, as a schedule.
    var schedule: [ScheduledCommand] {
        recorded.compactMap { event in
            guard case .command(let record) = event else { return nil }
            return ScheduledCommand(step: record.step, command: record.command)
        }
    }
}
