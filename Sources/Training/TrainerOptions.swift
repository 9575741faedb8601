package import RunEvents

/// What a trainer needs besides the run's configuration; nothing here changes the run's bits.
package struct TrainerOptions: Sendable {
    /// Threads that compute, the trainer's own among them.
    package var threads: Int
    /// Steps a second; nil for as fast as possible.
    package var pace: Double?
    /// Commands to apply when so many steps are done, in this order.
    package var schedule: [ScheduledCommand]
    /// Where a recorded run goes on; nil for a new run.
    package var start: TrainingStart?
    /// When checkpoints are made, and where they go; nil where none are kept.
    package var checkpoints: CheckpointPlan?
    /// The version of groktop, as the events `started` and `resumed` name it.
    package var version: String

    /// - Parameters:
    ///   - threads: threads that compute, the trainer's own among them.
    ///   - pace: steps a second; nil for as fast as possible.
    ///   - schedule: commands, each with the step that it is applied at.
    ///   - start: where a recorded run continues; nil for a new run.
    ///   - checkpoints: when checkpoints are made, and where they go; nil where none are kept.
    ///   - version: the version of groktop.
    package init(
        threads: Int, pace: Double?, schedule: [ScheduledCommand] = [], start: TrainingStart? = nil,
        checkpoints: CheckpointPlan? = nil, version: String
    ) {
        self.threads = threads
        self.pace = pace
        self.schedule = schedule
        self.start = start
        self.checkpoints = checkpoints
        self.version = version
    }
}
