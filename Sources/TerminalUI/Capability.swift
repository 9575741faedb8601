/// What the terminal can display.
package struct Capability: Hashable, Sendable {
    /// How many colours it has.
    package var colors: ColorDepth
    /// The characters for curves and boxes, unless the user chooses others.
    package var symbols: Symbols

    /// Makes a capability from its members.
    package init(colors: ColorDepth, symbols: Symbols) {
        self.colors = colors
        self.symbols = symbols
    }
}

/// How many colours the terminal shows at once.
package enum ColorDepth: Int, Hashable, Sendable, CaseIterable {
    case mono = 0
    case eight = 8
    case sixteen = 16
    case palette256 = 256
    /// A colour number holds amounts of red, green and blue; there is no palette.
    case direct = 0x100_0000
}
