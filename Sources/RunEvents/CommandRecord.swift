/// A command that the run has applied.
package struct CommandRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done when the run applied the command.
    package var step: Int
    /// The command as it was given.
    package var command: RunCommand
    /// ω from this step on.
    package var weightDecay: Double
    /// The command file that asked for it; nil where a key, an option or the run itself did.
    package var request: String?

    /// Makes a record from its members, which it does not check.
    package init(step: Int, command: RunCommand, weightDecay: Double, request: String? = nil) {
        self.step = step
        self.command = command
        self.weightDecay = weightDecay
        self.request = request
    }
}
