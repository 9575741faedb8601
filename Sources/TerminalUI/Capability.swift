/// What the terminal can show.
package struct Capability: Hashable, Sendable {
    package var colors: ColorDepth
    /// What curves and boxes should be drawn with unless the user says otherwise.
    package var symbols: Symbols

    package init(colors: ColorDepth, symbols: Symbols) {
        self.colors = colors
        self.symbols = symbols
    }
}

/// How many colours there are at once.
package enum ColorDepth: Int, Hashable, Sendable, CaseIterable {
    case mono = 0
    case eight = 8
    case sixteen = 16
    case palette256 = 256
    /// Colour numbers are amounts of red, green and blue; there is no palette.
    case direct = 0x100_0000
}
