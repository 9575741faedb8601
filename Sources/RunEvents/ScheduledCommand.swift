/// A command together with the step at which the run applies it.
package struct ScheduledCommand: Sendable, Codable, Equatable {
    /// How many optimizer steps are done when the command applies.
    package var step: Int
    /// The command itself.
    package var command: RunCommand

    /// Makes a scheduled command from its members, which it does not check.
    package init(step: Int, command: RunCommand) {
        self.step = step
        self.command = command
    }
}
