/// How a terminal of direct colour takes a colour as one number: so many bits of red, green and blue, blue lowest.
///
/// As terminfo(5) of ncurses has it, user_caps(5) under "RGB".
package struct DirectColor: Hashable, Sendable {
    package var redBits: Int
    package var greenBits: Int
    package var blueBits: Int

    package static let eightBits = DirectColor(redBits: 8, greenBits: 8, blueBits: 8)

    package init(redBits: Int, greenBits: Int, blueBits: Int) {
        precondition(
            [redBits, greenBits, blueBits].allSatisfy((1...8).contains), "\(redBits), \(greenBits), \(blueBits) bits")
        self.redBits = redBits
        self.greenBits = greenBits
        self.blueBits = blueBits
    }

    /// From the capability's text, such as `5/6/5`, or one number for all three.
    ///
    /// - Returns: nil of anything else.
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

    /// The number of a colour; −1 of the terminal's own.
    ///
    /// Numbers below 256 still mean the palette in some entries (`xterm-direct` has 8 of them, `xterm-direct256` all):
    /// such a colour, a blue that is nearly black, gets the least green there is, which nobody sees.
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
