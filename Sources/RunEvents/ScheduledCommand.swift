/// A command for when so many steps are done.
package struct ScheduledCommand: Sendable, Codable, Equatable {
    package var step: Int
    package var command: RunCommand

    package init(step: Int, command: RunCommand) {
        self.step = step
        self.command = command
    }
}
