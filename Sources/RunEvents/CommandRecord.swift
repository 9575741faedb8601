/// A command that the run has applied.
package struct CommandRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done when the run applied the command.
    package var step: Int
    /// The command as it was given.
    package var command: RunCommand
    /// ω from this step on.
    package var weightDecay: Double
    /// Who asked for it: the command file by its name, or an alert (`alert: ` and its rule); nil where a key or an
    /// option did.
    package var request: String?

    /// Makes a record from its members, which it does not check.
    package init(step: Int, command: RunCommand, weightDecay: Double, request: String? = nil) {
        self.step = step
        self.command = command
        self.weightDecay = weightDecay
        self.request = request
    }

    private static let alertPrefix = "alert: "

    /// The request of a command that an alert with this rule gives.
    package static func request(ofAlert rule: String) -> String { alertPrefix + rule }

    /// The rule of the alert that asked for the command; nil where none did.
    package var alertRule: String? {
        guard let request, request.hasPrefix(Self.alertPrefix) else { return nil }
        return String(request.dropFirst(Self.alertPrefix.count))
    }
}
