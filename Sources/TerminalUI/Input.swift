/// What the terminal, or the system, has for the screen.
package enum Input: Hashable, Sendable {
    case key(Key)
    case paste(Paste)
    case mouse(MouseReport)
    case resize(Size)
    /// The screen was given back to us (after a stop, say) and must be drawn again as a whole.
    case redraw
    /// Somebody asked the process to end (SIGINT, SIGTERM).
    case interrupted
    /// The terminal is gone (SIGHUP, end of file, an input error). No more input will come.
    case ended
}

/// Text that came at once, and was not typed.
package struct Paste: Hashable, Sendable {
    /// Its beginning, where it is long. May hold anything, controls too.
    package var text: String
    /// Bytes, of all of it.
    package var byteCount: Int

    package init(text: String, byteCount: Int) {
        (self.text, self.byteCount) = (text, byteCount)
    }
}

/// A report of the mouse, as the terminal numbers buttons: bits 0, 1 and 6 the button, 2 to 4 Shift, Alt and Ctrl, 5
/// motion.
package struct MouseReport: Hashable, Sendable {
    package var button: Int
    /// From 0.
    package var column: Int
    package var row: Int
    package var isRelease: Bool

    package init(button: Int, column: Int, row: Int, isRelease: Bool) {
        (self.button, self.column, self.row, self.isRelease) = (button, column, row, isRelease)
    }
}
