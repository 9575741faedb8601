/// One character position of the screen. It holds a single scalar that is one column wide: this screen needs no other,
/// and terminals differ about wider ones.
package struct Cell: Hashable, Sendable {
    /// The character, one column wide.
    package var scalar: Unicode.Scalar
    /// Its colours and attributes.
    package var style: Style

    /// A cell; without arguments a blank in the terminal's own colours.
    package init(scalar: Unicode.Scalar = " ", style: Style = .plain) {
        self.scalar = scalar
        self.style = style
    }
}
