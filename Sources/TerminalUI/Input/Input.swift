/// What comes to the screen from the terminal or the system.
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
    /// The text, or its beginning where it is long. It may hold anything, control characters too.
    package var text: String
    /// Length of the whole paste in bytes.
    package var byteCount: Int

    /// A paste of `byteCount` bytes that begins with `text`.
    package init(text: String, byteCount: Int) {
        (self.text, self.byteCount) = (text, byteCount)
    }
}

/// What the mouse did, and where.
package struct MouseReport: Hashable, Sendable {
    /// The terminal's own number. Bits 0, 1 and 6 are the button, bits 2 to 4 Shift, Alt and Ctrl, bit 5 is motion.
    package var button: Int
    /// Column of the pointer, from 0 at the left.
    package var column: Int
    /// Row of the pointer, from 0 at the top.
    package var row: Int
    /// Whether a button was let go; otherwise it was pressed, or the pointer moved.
    package var isRelease: Bool

    /// A report with the pointer at this column and row, both from 0.
    package init(button: Int, column: Int, row: Int, isRelease: Bool) {
        (self.button, self.column, self.row, self.isRelease) = (button, column, row, isRelease)
    }
}
