/// Brings 24-bit colours down to the palette that a terminal has. The palette itself is the user's and is not touched.
package enum ColorQuantizer {
    package struct Result: Hashable, Sendable {
        /// Index into the terminal's palette; −1 is its default colour.
        package var index: Int
        /// Where a dark grey has no entry of its own, the default colour drawn dim stands for it.
        package var isDim: Bool

        package init(index: Int, isDim: Bool) {
            self.index = index
            self.isDim = isDim
        }
    }

    package static func quantize(_ color: Color, to depth: ColorDepth) -> Result {
        guard !color.isTerminal else { return Result(index: -1, isDim: false) }
        switch depth {
        case .mono: return Result(index: -1, isDim: false)
        case .eight: return eight(color)
        case .sixteen: return Result(index: sixteen(color), isDim: false)
        case .palette256: return Result(index: palette256(color), isDim: false)
        }
    }

    /// xterm's levels of one channel in its 6×6×6 cube.
    private static let cubeLevels = [0, 95, 135, 175, 215, 255]

    private static func cubeIndex(_ channel: UInt8) -> Int {
        let value = Int(channel)
        var best = 0
        for index in cubeLevels.indices where abs(cubeLevels[index] - value) < abs(cubeLevels[best] - value) {
            best = index
        }
        return best
    }

    /// Equal channels go to the grey ramp (232…255: 8, 18, … 238), others to the cube (16…231).
    private static func palette256(_ color: Color) -> Int {
        if color.red == color.green, color.green == color.blue {
            let grey = Int(color.red)
            if grey < 4 { return 16 }
            if grey > 246 { return 231 }
            return 232 + min(23, max(0, (grey - 3) / 10))
        }
        return 16 + 36 * cubeIndex(color.red) + 6 * cubeIndex(color.green) + cubeIndex(color.blue)
    }

    private static func extremes(_ color: Color) -> (low: Int, high: Int) {
        (Int(min(color.red, color.green, color.blue)), Int(max(color.red, color.green, color.blue)))
    }

    /// Colours with hardly any hue.
    private static func isGrey(_ color: Color) -> Bool {
        let (low, high) = extremes(color)
        return high - low <= high / 4
    }

    /// Channels that reach this much of the largest one are on: it keeps the hue and never ends in black.
    private static func hueBits(_ color: Color) -> Int {
        let (low, high) = extremes(color)
        let middle = (low + high) / 2
        return (Int(color.red) > middle ? 1 : 0) | (Int(color.green) > middle ? 2 : 0)
            | (Int(color.blue) > middle ? 4 : 0)
    }

    private static func eight(_ color: Color) -> Result {
        if isGrey(color) { return Result(index: -1, isDim: extremes(color).high < 150) }
        return Result(index: hueBits(color), isDim: false)
    }

    private static func sixteen(_ color: Color) -> Int {
        let high = extremes(color).high
        if isGrey(color) { return high < 64 ? 0 : high < 150 ? 8 : high < 220 ? 7 : 15 }
        return hueBits(color) + (high > 190 ? 8 : 0)
    }
}
