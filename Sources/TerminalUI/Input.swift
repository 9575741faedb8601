/// An input to the screen, from the terminal or from the system.
package enum Input: Hashable, Sendable {
    case key(Key)
    case paste(Paste)
    case mouse(MouseReport)
    case resize(Size)
    /// The screen returned to us (after a stop, for example) and must be drawn again as a whole.
    case redraw
    /// A signal asks the process to end (SIGINT, SIGTERM).
    case interrupted
    /// The terminal is gone (SIGHUP, end of file, an input error). No more input will come.
    case ended
}

/// Text that arrived in one piece, and was not typed.
package struct Paste: Hashable, Sendable {
    /// The text, or the beginning of a long one. It may hold any characters, control characters included.
    package var text: String
    /// The length of the whole text in bytes.
    package var byteCount: Int

    /// Makes a paste from its members.
    package init(text: String, byteCount: Int) {
        (self.text, self.byteCount) = (text, byteCount)
    }
}

/// A report of the mouse.
package struct MouseReport: Hashable, Sendable {
    /// The button as terminals number it: bits 0, 1 and 6 are the button, 2 to 4 are Shift, Alt and Ctrl, 5 is motion.
    package var button: Int
    /// The column, counted from 0.
    package var column: Int
    /// The row, counted from 0.
    package var row: Int
    /// Whether the button was released.
    package var isRelease: Bool

    /// Makes a report from its members.
    package init(button: Int, column: Int, row: Int, isRelease: Bool) {
        (self.button, self.column, self.row, self.isRelease) = (button, column, row, isRelease)
    }
}
