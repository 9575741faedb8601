package import RunEvents

/// Where a recorded run continues: at a checkpoint, followed by the recorded steps after it.
///
/// The steps up to `untilStep` are derived again, and every event is compared with the recorded one. Everything after
/// is new, and only then can a command change the run.
package struct TrainingStart: Sendable {
    /// A checkpoint with its windows; nil for the run's beginning.
    package var checkpoint: Checkpoint?
    /// The reproduced events (`RunEvent.isReproduced`) that were recorded after the checkpoint, in order.
    package var recorded: [RunEvent]
    /// The last step that is derived again: the last recorded one, or an earlier one to continue from.
    package var untilStep: Int
    /// Requested probes without an answer, each with its step. They are made when their steps are derived again, so
    /// none lies before the checkpoint.
    package var unanswered: [ScheduledCommand]
    /// The step of the first mark `grokked` up to the checkpoint; nil where there is none.
    package var grokkedAt: Int?

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
