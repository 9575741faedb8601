/// One character position. It holds a single scalar that is one column wide: the screen needs no wider characters, and
/// terminals disagree about their width.
package struct Cell: Hashable, Sendable {
    /// The character, one column wide.
    package var scalar: Unicode.Scalar
    /// The character's colours and attributes.
    package var style: Style

    /// Makes a cell; a blank in the terminal's colours by default.
    package init(scalar: Unicode.Scalar = " ", style: Style = .plain) {
        self.scalar = scalar
        self.style = style
    }
}
