/// What a picture of the screen shows where a theme leaves a colour to the terminal.
package struct PictureColors: Hashable, Sendable {
    /// The colour of text that has none of its own.
    package var ink: Color
    /// The colour of the whole picture's ground.
    package var ground: Color

    /// - Precondition: neither colour is the terminal's own.
    package init(ink: Color, ground: Color) {
        precondition(!ink.isTerminal && !ground.isTerminal, "a picture has no terminal to ask for a colour")
        (self.ink, self.ground) = (ink, ground)
    }
}

extension Theme {
    /// The colours of a picture in this theme. A theme whose text is light was meant for a black terminal, one whose
    /// text is dark for a white one (`ground`); a theme without colours is drawn in light grey on black.
    package var pictureColors: PictureColors {
        let ground = ground ?? Color(hex: 0x000000)
        let text = self[.text].foreground
        let isDark = OKLab(ground).lightness < 0.5
        return PictureColors(ink: text.isTerminal ? Color(hex: isDark ? 0xD0D0D0 : 0x202020) : text, ground: ground)
    }
}
