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

package enum ColorDepth: Int, Hashable, Sendable, CaseIterable {
    case mono = 0
    case eight = 8
    case sixteen = 16
    case palette256 = 256
}
