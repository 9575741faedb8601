/// The reason why there is no full-screen terminal to draw on. In each case the program can print plain lines instead.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Input or output is a file or a pipe.
    case notATerminal
    /// TERM is empty or names a type without an entry, and there is no entry for xterm-256color either.
    case unknownType(String)
    /// The type cannot place the cursor (TERM=dumb).
    case cannotPlaceCursor(String)
    /// There is no memory to draw into.
    case noMemory

    /// One line for people.
    package var description: String {
        switch self {
        case .notATerminal: "input or output is not a terminal"
        case .unknownType(let type): "the terminal type '\(type)' is not known here, and neither is xterm-256color"
        case .cannotPlaceCursor(let type): "a terminal of type '\(type)' cannot place its cursor"
        case .noMemory: "there is no memory for a screen"
        }
    }
}
