/// How a terminal with direct colour packs a colour into one number: its bits of red, green and blue, with blue lowest.
///
/// Source: user_caps(5) of ncurses, under "RGB".
package struct DirectColor: Hashable, Sendable {
    /// Bits of red, 1…8.
    package var redBits: Int
    /// Bits of green, 1…8.
    package var greenBits: Int
    /// Bits of blue, 1…8.
    package var blueBits: Int

    /// Eight bits for each channel.
    package static let eightBits = DirectColor(redBits: 8, greenBits: 8, blueBits: 8)

    /// Makes a packing.
    ///
    /// - Precondition: each channel has 1…8 bits.
    package init(redBits: Int, greenBits: Int, blueBits: Int) {
        precondition(
            [redBits, greenBits, blueBits].allSatisfy((1...8).contains), "\(redBits), \(greenBits), \(blueBits) bits")
        self.redBits = redBits
        self.greenBits = greenBits
        self.blueBits = blueBits
    }

    /// Reads the text of the capability, such as `5/6/5`, or one number for all three channels.
    ///
    /// - Returns: nil for anything else.
    package init?(capability: String) {
        let parts = capability.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        let bits = parts.compactMap(\.self)
        guard bits.count == parts.count, bits.allSatisfy((1...8).contains) else { return nil }
        switch bits.count {
        case 1: self.init(redBits: bits[0], greenBits: bits[0], blueBits: bits[0])
        case 3: self.init(redBits: bits[0], greenBits: bits[1], blueBits: bits[2])
        default: return nil
        }
    }

    /// The number of a colour; −1 for the terminal's own.
    ///
    /// In some entries, numbers below 256 still mean the palette (8 of them in `xterm-direct`, all in
    /// `xterm-direct256`). Such a colour, a blue that is nearly black, gets the least possible green, which is
    /// invisible.
    package func index(of color: Color) -> Int {
        guard !color.isTerminal else { return -1 }
        func scaled(_ channel: UInt8, _ bits: Int) -> Int {
            (Int(channel) * ((1 << bits) - 1) + 127) / 255
        }
        let (red, green, blue) = (
            scaled(color.red, redBits), scaled(color.green, greenBits), scaled(color.blue, blueBits)
        )
        let index = red << (greenBits + blueBits) | green << blueBits | blue
        let isShort = redBits + greenBits + blueBits <= 8
        return isShort || index >= 256 ? index : index | 1 << max(8, blueBits)
    }
}
