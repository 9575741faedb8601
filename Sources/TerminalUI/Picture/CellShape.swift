/// The shape of a character that pictures draw themselves, since glyphs of a font need not meet at the edges of cells.
///
/// In pixels from the upper left corner of a cell of `width` by `height`: braille has 2 by 4 dots of 4 pixels, eighths
/// of blocks are 1 pixel wide and 2 high.
struct CellShape: Sendable {
    /// Pixels of a cell across.
    static let width = 8
    /// Pixels of a cell down.
    static let height = 16

    /// What is filled.
    var rects: [PixelRect] = []
    /// How much of the foreground's colour the fill has, 0…1: shades have less than all.
    var share = 1.0
    /// A line one pixel wide, as SVG path data with the cell's corner left to the caller; nil for none.
    var arc: Arc?

    /// A rounded corner, by the two edges of the cell that it joins.
    struct Arc: Hashable, Sendable {
        /// Whether it goes to the right edge; otherwise to the left.
        var isRight: Bool
        /// Whether it goes to the lower edge; otherwise to the upper.
        var isDown: Bool
    }

    /// The shape of a character; nil for one that is drawn as text.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x2800...0x28FF: rects = CellShape.dots(UInt8(scalar.value - 0x2800))
        // Lower blocks from one eighth to all.
        case 0x2581...0x2588:
            let rows = Int(scalar.value - 0x2580) * 2
            rects = [PixelRect(x: 0, y: CellShape.height - rows, width: CellShape.width, height: rows)]
        // Left blocks from seven eighths to one.
        case 0x2589...0x258F:
            let columns = 0x2590 - Int(scalar.value)
            rects = [PixelRect(x: 0, y: 0, width: columns, height: CellShape.height)]
        case 0x2591...0x2593:
            rects = [PixelRect(x: 0, y: 0, width: CellShape.width, height: CellShape.height)]
            share = Double(scalar.value - 0x2590) / 4
        default:
            if let corner = CellShape.corners[scalar] {
                arc = corner
            } else if let quarters = CellShape.quarters[scalar] {
                rects = CellShape.quarterRects(quarters)
            } else if let lines = CellShape.lines[scalar] {
                rects = lines
            } else {
                return nil
            }
        }
    }

    /// Unicode numbers braille's dots down the left column, then the right one, and the fourth row last.
    private static func dots(_ bits: UInt8) -> [PixelRect] {
        let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
        return places.enumerated().filter { bits >> UInt8($0.offset) & 1 == 1 }.map {
            PixelRect(x: $0.element.0 * 4, y: $0.element.1 * 4, width: 4, height: 4)
        }
    }

    /// Bits: upper left 1, upper right 2, lower left 4, lower right 8.
    private static func quarterRects(_ bits: Int) -> [PixelRect] {
        (0..<4).filter { bits >> $0 & 1 == 1 }.map { PixelRect(x: $0 % 2 * 4, y: $0 / 2 * 8, width: 4, height: 8) }
    }

    private static let quarters: [Unicode.Scalar: Int] = [
        "▘": 1, "▝": 2, "▀": 3, "▖": 4, "▞": 6, "▛": 7, "▗": 8, "▚": 9, "▐": 10, "▜": 11, "▙": 13, "▟": 14,
    ]

    private static let corners: [Unicode.Scalar: Arc] = [
        "╭": Arc(isRight: true, isDown: true), "╮": Arc(isRight: false, isDown: true),
        "╰": Arc(isRight: true, isDown: false), "╯": Arc(isRight: false, isDown: false),
    ]

    private static let horizontal = PixelRect(x: 0, y: 8, width: 8, height: 1)
    private static let vertical = PixelRect(x: 4, y: 0, width: 1, height: 16)
    private static let lines: [Unicode.Scalar: [PixelRect]] = [
        "─": [horizontal], "│": [vertical], "┼": [horizontal, vertical],
        "┤": [vertical, PixelRect(x: 0, y: 8, width: 4, height: 1)],
        "├": [vertical, PixelRect(x: 5, y: 8, width: 3, height: 1)],
        "┴": [horizontal, PixelRect(x: 4, y: 0, width: 1, height: 8)],
        "┬": [horizontal, PixelRect(x: 4, y: 9, width: 1, height: 7)],
        "━": [PixelRect(x: 0, y: 7, width: 8, height: 3)],
        "┊": [0, 4, 8, 12].map { PixelRect(x: 4, y: $0 + 1, width: 1, height: 2) },
        "·": [PixelRect(x: 3, y: 7, width: 2, height: 2)],
    ]
}
