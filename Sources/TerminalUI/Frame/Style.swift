/// How a cell looks apart from its character.
package struct Style: Hashable, Sendable {
    /// Colour of the character.
    package var foreground: Color
    /// `.terminal` leaves the background that is already there.
    package var background: Color
    /// Bold, dim, reverse, underline.
    package var attributes: Attributes

    /// A style; what is left out is the terminal's own.
    package init(foreground: Color = .terminal, background: Color = .terminal, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colours without attributes.
    package static let plain = Style()

    /// The same colours with these attributes as well.
    package func adding(_ attributes: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(attributes)
        return style
    }

    /// How a character is set off beside its colour.
    package struct Attributes: OptionSet, Hashable, Sendable {
        /// The attributes' bits.
        package var rawValue: UInt8

        /// Attributes by their bits.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Heavier, and on some terminals lighter in colour.
        package static let bold = Attributes(rawValue: 1)
        /// Fainter; terminals without it show the plain colour.
        package static let dim = Attributes(rawValue: 2)
        /// Foreground and background exchanged.
        package static let reverse = Attributes(rawValue: 4)
        /// A line below the character.
        package static let underline = Attributes(rawValue: 8)
    }
}
