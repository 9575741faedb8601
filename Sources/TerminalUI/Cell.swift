/// One character position. Holds a single scalar one column wide: nothing on this screen needs more, and a terminal's
/// idea of wider ones cannot be relied on.
package struct Cell: Hashable, Sendable {
    package var scalar: Unicode.Scalar
    package var style: Style

    package init(scalar: Unicode.Scalar = " ", style: Style = .plain) {
        self.scalar = scalar
        self.style = style
    }
}
