package import Survey
package import TerminalUI

/// Everything that can happen to the sweep screen.
package enum BoardMessage: Sendable {
    case key(Key)
    case mouse(MouseReport)
    case paste(Paste)
    case resize(Size)
    /// The process is asked to end, or the terminal is gone.
    case interrupted
    /// All runs of the sweep, as they stand now.
    case survey(Survey)
    /// The sweep cannot be read.
    case unreadable(String)
    /// A line in the place of the keys.
    case notice(String, isAlert: Bool)

    /// The message that an input is; nil for an input that is none: a redraw.
    package init?(_ input: Input) {
        switch input {
        case .redraw: return nil
        case .mouse(let report): self = .mouse(report)
        case .key(let key): self = .key(key)
        case .paste(let paste): self = .paste(paste)
        case .resize(let size): self = .resize(size)
        case .interrupted, .ended: self = .interrupted
        }
    }
}
