package import RunEvents

/// What a trainer needs besides the run's configuration; nothing here changes the run's bits.
package struct TrainerOptions: Sendable {
    /// Threads that compute, the trainer's own among them.
    package var threads: Int
    /// Steps a second; nil for as fast as possible.
    package var pace: Double?
    /// Every evaluation on the whole test set.
    package var evaluatesWholeTestSet: Bool
    /// Commands to apply when so many steps are done, in this order.
    package var schedule: [ScheduledCommand]
    package var version: String

    package struct ScheduledCommand: Sendable, Equatable {
        package let step: Int
        package let command: RunCommand

        package init(step: Int, command: RunCommand) {
            self.step = step
            self.command = command
        }
    }

    package init(
        threads: Int, pace: Double?, evaluatesWholeTestSet: Bool, schedule: [ScheduledCommand], version: String
    ) {
        self.threads = threads
        self.pace = pace
        self.evaluatesWholeTestSet = evaluatesWholeTestSet
        self.schedule = schedule
        self.version = version
    }
}
