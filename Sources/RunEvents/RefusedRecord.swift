/// A command that could not be carried out.
package struct RefusedRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done when the command was refused; for a cancelled request, the step that it was about.
    package var step: Int
    /// The refused command.
    package var command: RunCommand
    /// Why it was refused, in a few words.
    package var reason: String
    /// The command file that asked for it; nil where a key or an option did.
    package var request: String?

    /// The reason for a probe or an intervention that was requested, begun and cancelled.
    package static let cancelled = "cancelled"

    /// Whether the refusal ends a request that was accepted before. Otherwise the command was never applied.
    package var endsRequest: Bool {
        switch command {
        case .probe: reason == Self.cancelled
        case .intervene(let step): step != nil
        case .pause, .resume, .step, .weightDecay, .freshOptimizer, .pace, .cancelProbes, .learningRate, .evaluate,
            .checkpoint, .back, .stop:
            false
        }
    }

    /// Makes a record from its members, which it does not check.
    package init(step: Int, command: RunCommand, reason: String, request: String? = nil) {
        self.step = step
        self.command = command
        self.reason = reason
        self.request = request
    }
}
