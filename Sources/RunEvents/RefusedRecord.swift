/// A command that could not be carried out.
package struct RefusedRecord: Sendable, Codable, Equatable {
    package var step: Int
    package var command: RunCommand
    package var reason: String

    /// The reason of a probe or an intervention that was asked for, begun, and cancelled.
    package static let cancelled = "cancelled"

    /// Whether it ends a request that was taken before, and is not the refusal of a command that was never applied.
    package var endsRequest: Bool {
        switch command {
        case .probe: reason == Self.cancelled
        case .intervene(let step): step != nil
        case .pause, .resume, .step, .weightDecay, .freshOptimizer, .pace, .cancelProbes, .stop: false
        }
    }

    package init(step: Int, command: RunCommand, reason: String) {
        self.step = step
        self.command = command
        self.reason = reason
    }
}
