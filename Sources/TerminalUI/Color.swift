/// A 24-bit colour, or whatever the terminal has by default.
package struct Color: Hashable, Sendable {
    /// 0xRRGGBB, or `terminalBits`. One word, because every cell of every frame carries two.
    private var bits: UInt32

    private static let terminalBits: UInt32 = 0xFF00_0000

    /// The terminal's own colour. As a background it also means: leave what is there.
    package static let terminal = Color(bits: terminalBits)

    private init(bits: UInt32) {
        self.bits = bits
    }

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        bits = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }

    /// - Parameter hex: 0xRRGGBB.
    package init(hex: UInt32) {
        bits = hex & 0x00FF_FFFF
    }

    package var isTerminal: Bool { bits == Color.terminalBits }
    package var red: UInt8 { UInt8(truncatingIfNeeded: bits >> 16) }
    package var green: UInt8 { UInt8(truncatingIfNeeded: bits >> 8) }
    package var blue: UInt8 { UInt8(truncatingIfNeeded: bits) }

    /// The colour `share` (0…1) of the way to `other`. The terminal's own colour has no place on such a way.
    package func mixed(with other: Color, share: Double) -> Color {
        guard !isTerminal, !other.isTerminal else { return share < 0.5 ? self : other }
        func channel(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8((Double(from) + (Double(to) - Double(from)) * min(1, max(0, share))).rounded())
        }
        return Color(
            red: channel(red, other.red), green: channel(green, other.green), blue: channel(blue, other.blue))
    }
}
