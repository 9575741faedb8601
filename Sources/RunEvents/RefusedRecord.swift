/// A command that could not be carried out.
package struct RefusedRecord: Sendable, Codable, Equatable {
    package var step: Int
    package var command: RunCommand
    package var reason: String

    /// The reason of a probe that was asked for, begun, and cancelled.
    package static let cancelled = "cancelled"

    package init(step: Int, command: RunCommand, reason: String) {
        self.step = step
        self.command = command
        self.reason = reason
    }
}
