/// Why there is no full-screen terminal to draw on. In each of these cases plain lines are the way to go on.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Input or output is a file or a pipe.
    case notATerminal
    /// TERM is empty or names a type without an entry, and neither has xterm-256color one.
    case unknownType(String)
    /// The type cannot place the cursor (TERM=dumb).
    case cannotPlaceCursor(String)
    /// There is no memory to draw into.
    case noMemory

    package var description: String {
        switch self {
        case .notATerminal: "input or output is not a terminal"
        case .unknownType(let type): "the terminal type '\(type)' is not known here, and neither is xterm-256color"
        case .cannotPlaceCursor(let type): "a terminal of type '\(type)' cannot place its cursor"
        case .noMemory: "there is no memory for a screen"
        }
    }
}
