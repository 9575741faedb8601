/// A command as it was applied.
package struct CommandRecord: Sendable, Codable, Equatable {
    /// Steps done when the command was applied.
    package var step: Int
    package var command: RunCommand
    /// ω from here on.
    package var weightDecay: Double

    package init(step: Int, command: RunCommand, weightDecay: Double) {
        self.step = step
        self.command = command
        self.weightDecay = weightDecay
    }
}
