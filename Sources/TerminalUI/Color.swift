/// A 24-bit colour, or the terminal's default colour.
package struct Color: Hashable, Sendable {
    /// 0xRRGGBB, or `terminalBits`. It is one word, because every cell of every frame holds two colours.
    private var bits: UInt32

    private static let terminalBits: UInt32 = 0xFF00_0000

    /// The terminal's own colour. As a background it means: keep the background that is there.
    package static let terminal = Color(bits: terminalBits)

    private init(bits: UInt32) {
        self.bits = bits
    }

    /// Makes a colour from its channels, 0…255.
    package init(red: UInt8, green: UInt8, blue: UInt8) {
        bits = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }

    /// Makes a colour from one number.
    ///
    /// - Parameter hex: 0xRRGGBB.
    package init(hex: UInt32) {
        bits = hex & 0x00FF_FFFF
    }

    /// Whether it is the terminal's own colour.
    package var isTerminal: Bool { bits == Color.terminalBits }
    /// The red channel, 0…255; 0 for the terminal's own colour.
    package var red: UInt8 { UInt8(truncatingIfNeeded: bits >> 16) }
    /// The green channel, 0…255; 0 for the terminal's own colour.
    package var green: UInt8 { UInt8(truncatingIfNeeded: bits >> 8) }
    /// The blue channel, 0…255; 0 for the terminal's own colour.
    package var blue: UInt8 { UInt8(truncatingIfNeeded: bits) }

    /// The colour at `share` (0…1) of the way to `other`. The terminal's own colour cannot be mixed: then it is the
    /// nearer end.
    package func mixed(with other: Color, share: Double) -> Color {
        guard !isTerminal, !other.isTerminal else { return share < 0.5 ? self : other }
        func channel(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8((Double(from) + (Double(to) - Double(from)) * min(1, max(0, share))).rounded())
        }
        return Color(
            red: channel(red, other.red), green: channel(green, other.green), blue: channel(blue, other.blue))
    }
}
