package import RunEvents

/// A command on its way to a run, and how it was sent.
package struct SentCommand: Sendable, Equatable {
    /// The command.
    package let command: RunCommand
    /// The command file that asks for it, which the answer names; nil for a key or an option.
    package let request: String?

    /// Makes a command that was sent.
    package init(_ command: RunCommand, request: String? = nil) { (self.command, self.request) = (command, request) }
}
