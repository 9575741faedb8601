/// A command that the run has applied.
package struct CommandRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done when the run applied the command.
    package var step: Int
    /// The command as it was given.
    package var command: RunCommand
    /// ω from this step on.
    package var weightDecay: Double

    /// Makes a record from its members, which it does not check.
    package init(step: Int, command: RunCommand, weightDecay: Double) {
        self.step = step
        self.command = command
        self.weightDecay = weightDecay
    }
}
