internal import TerminalUI

/// The model of a screen over many runs, from which one run after the other is visited on a dashboard.
protocol OverviewModel: Sendable {
    associatedtype Message: OverviewMessage
    associatedtype Effect: Sendable

    /// Takes in one message, and returns what the outside is to do.
    mutating func update(_ message: Message) -> [Effect]
    /// The whole screen at the model's own size.
    func view() -> Frame
    /// Takes over a terminal, which may be another one than the last time.
    mutating func take(size: Size, capability: Capability)
    /// What the loop does about an effect.
    static func step(for effect: Effect) -> OverviewStep
}

/// A message to such a model.
protocol OverviewMessage: Sendable {
    /// The message that an input is; nil for an input that is none.
    init?(_ input: Input)
    /// A line for a few seconds.
    static func notice(_ text: String, isAlert: Bool) -> Self
    /// Whether it says how all runs stand, so that an older message of its kind is of no use.
    var isOfAllRuns: Bool { get }
}

/// What the loop of such a screen does about an effect.
enum OverviewStep {
    case repaint, suspend, quit
    /// The host carries it out meanwhile. It must not block.
    case perform
    /// It needs the terminal.
    case visit
}
