/// The palette of xterm as it comes. The first sixteen are the user's to change, and often are; those above stay.
enum XtermPalette {
    struct Entry: Sendable {
        var index: Int
        var color: Color
        var place: OKLab
        /// Without any hue.
        var isGrey: Bool { color.red == color.green && color.green == color.blue }

        init(index: Int, color: Color) {
            self.index = index
            self.color = color
            place = OKLab(color)
        }
    }

    /// 0…15.
    static let sixteen: [Entry] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ].enumerated().map { Entry(index: $0.offset, color: Color(hex: $0.element)) }

    /// 16…255: a cube of six levels a channel, and 24 greys.
    static let fixed: [Entry] = cube + greys

    private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

    private static let cube: [Entry] = (0..<216).map { place in
        Entry(
            index: 16 + place,
            color: Color(red: levels[place / 36], green: levels[place / 6 % 6], blue: levels[place % 6]))
    }

    private static let greys: [Entry] = (0..<24).map { place in
        Entry(index: 232 + place, color: Color(hex: UInt32(8 + 10 * place) * 0x010101))
    }
}
