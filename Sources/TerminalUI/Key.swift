/// A key as a person means it.
package enum Key: Hashable, Sendable {
    case character(Unicode.Scalar)
    /// Ctrl with a letter, named by the small letter.
    case control(Unicode.Scalar)
    case function(Int)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
}

/// What a wait for input ended with.
package enum Input: Hashable, Sendable {
    /// Nothing came in time.
    case none
    case key(Key)
    case resize(Size)
    /// The screen was given back to us (after a stop, say) and must be drawn again as a whole.
    case redraw
    /// Somebody asked the process to end (SIGINT, SIGTERM).
    case interrupted
    /// The terminal is gone (SIGHUP, end of file, an input error). No more input will come.
    case ended
}
