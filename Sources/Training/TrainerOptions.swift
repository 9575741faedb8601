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
    /// nil where no checkpoints are kept.
    package var checkpoints: CheckpointPlan?
    package var version: String

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
