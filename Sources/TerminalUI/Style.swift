/// The look of a cell apart from its character.
package struct Style: Hashable, Sendable {
    /// The colour of the character.
    package var foreground: Color
    /// The colour behind the character; `.terminal` keeps the background that is there.
    package var background: Color
    /// Bold, dim, reverse and underline.
    package var attributes: Attributes

    /// Makes a style; the terminal's own look by default.
    package init(foreground: Color = .terminal, background: Color = .terminal, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colours without attributes.
    package static let plain = Style()

    /// The style with these attributes as well.
    package func adding(_ attributes: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(attributes)
        return style
    }

    /// A set of attributes of a character.
    package struct Attributes: OptionSet, Hashable, Sendable {
        /// One bit per attribute.
        package var rawValue: UInt8

        /// Makes a set from its bits.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Bold.
        package static let bold = Attributes(rawValue: 1)
        /// Dim, which some terminals do not show.
        package static let dim = Attributes(rawValue: 2)
        /// Foreground and background exchanged.
        package static let reverse = Attributes(rawValue: 4)
        /// Underlined.
        package static let underline = Attributes(rawValue: 8)
    }
}
