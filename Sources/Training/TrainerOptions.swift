package import Alerts
package import RunEvents

/// What a trainer needs besides the run's configuration. Only commands in the schedule can change the run's bits.
package struct TrainerOptions: Sendable {
    /// Threads that compute, the trainer's own among them.
    package var threads: Int
    /// The limit in steps a second; nil for no limit.
    package var pace: Double?
    /// Commands, each with the step after which it is applied. Those with equal steps are applied in this order.
    package var schedule: [ScheduledCommand]
    /// The alerts that pause the run, with what is known of its past.
    package var pauses: AlertWatch
    /// Where a recorded run continues; nil for a new run.
    package var start: TrainingStart?
    /// When checkpoints are made, and where they go; nil where none are kept.
    package var checkpoints: CheckpointPlan?
    /// The version of groktop, as the events `started` and `resumed` name it.
    package var version: String

    /// - Parameters:
    ///   - threads: threads that compute, the trainer's own among them.
    ///   - pace: the limit in steps a second; nil for no limit.
    ///   - schedule: commands, each with the step that it is applied at.
    ///   - pauses: the alerts that pause the run, with what is known of its past.
    ///   - start: where a recorded run continues; nil for a new run.
    ///   - checkpoints: when checkpoints are made, and where they go; nil where none are kept.
    ///   - version: the version of groktop.
    package init(
        threads: Int, pace: Double?, schedule: [ScheduledCommand] = [], pauses: AlertWatch = AlertWatch([]),
        start: TrainingStart? = nil,
        checkpoints: CheckpointPlan? = nil, version: String
    ) {
        self.threads = threads
        self.pace = pace
        self.schedule = schedule
        self.pauses = pauses
        self.start = start
        self.checkpoints = checkpoints
        self.version = version
    }
}
