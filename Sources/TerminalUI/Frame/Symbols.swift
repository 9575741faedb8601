/// The characters that graphs, boxes and classes are drawn with.
package enum Symbols: String, Hashable, Sendable, CaseIterable {
    /// 2×4 dots a cell.
    case braille
    /// 2×2 quarters a cell, for fonts without braille.
    case block
    /// One character a cell, and nothing but ASCII on the whole screen.
    case ascii

    /// Dots in one cell, across and down.
    package var dotsAcross: Int { self == .ascii ? 1 : 2 }
    /// Dots in one cell, from top to bottom.
    package var dotsDown: Int {
        switch self {
        case .braille: 4
        case .block: 2
        case .ascii: 1
        }
    }

    /// The bit of the dot in this column and row of a cell.
    package func bit(column: Int, row: Int) -> UInt8 {
        switch self {
        case .braille: Symbols.brailleBits[row * 2 + column]
        case .block: 1 << UInt8(row * 2 + column)
        case .ascii: 1
        }
    }

    /// The character for a set of dots; `mark` is what a curve is drawn with where a cell has only one dot.
    package func scalar(bits: UInt8, mark: Unicode.Scalar) -> Unicode.Scalar {
        switch self {
        case .braille: Unicode.Scalar(0x2800 + UInt32(bits)) ?? " "
        case .block: Symbols.quarters[Int(bits & 0xF)]
        case .ascii: mark
        }
    }

    /// Unicode numbers the dots down the left column, then the right one, and the fourth row last.
    private static let brailleBits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    /// Bits: upper left 1, upper right 2, lower left 4, lower right 8.
    private static let quarters: [Unicode.Scalar] = [
        " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
    ]

    /// The cell of an upright bar that is filled from below by this many eighths, 0…8.
    package func bar(eighths: Int) -> Unicode.Scalar {
        let level = min(8, max(0, eighths))
        return self == .ascii ? Symbols.asciiBars[level] : Symbols.bars[level]
    }

    /// Every character beyond ASCII that a screen with these symbols may hold.
    package var characters: Set<Unicode.Scalar> {
        switch self {
        case .braille: ASCIIFolding.characters.union((0x2801...0x28FF).compactMap { Unicode.Scalar($0 as UInt32) })
        case .block: ASCIIFolding.characters.union(Symbols.quarters.filter { !$0.isASCII })
        case .ascii: []
        }
    }

    /// The characters of these symbols that a font does not have, in order.
    package func missing(in font: Set<Unicode.Scalar>) -> [Unicode.Scalar] { characters.subtracting(font).sorted() }

    /// The finest symbols that a font has all characters of.
    package static func best(for font: Set<Unicode.Scalar>) -> Symbols {
        allCases.first { $0.missing(in: font).isEmpty } ?? .ascii
    }

    private static let bars: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let asciiBars: [Unicode.Scalar] = [" ", "_", "_", "_", "=", "=", "=", "#", "#"]

    /// The cell of a bar that is filled from the left by this many eighths, 0…8.
    package func horizontalBar(eighths: Int) -> Unicode.Scalar {
        let level = min(8, max(0, eighths))
        if self == .ascii { return level >= 4 ? "#" : level > 0 ? "|" : " " }
        return Symbols.horizontalBars[level]
    }

    private static let horizontalBars: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
}
