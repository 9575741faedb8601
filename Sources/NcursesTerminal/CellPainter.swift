import CNcurses
import TerminalUI

/// Turns styles into ncurses attributes and colour pairs. Pairs are made when they are first needed: a terminal may
/// have as few as 64.
struct CellPainter {
    private let depth: ColorDepth
    private let direct: DirectColor
    private let hasDefaultColors: Bool
    private var looks: [Style: Look] = [:]
    private var pairs: [PairKey: Int32] = [:]
    private var lastStyle = Style.plain
    private var lastLook = Look(attributes: 0, pair: 0)

    struct Look {
        var attributes: attr_t
        var pair: Int32
    }

    private struct PairKey: Hashable {
        var foreground: Int
        var background: Int
    }

    init(depth: ColorDepth, direct: DirectColor, hasDefaultColors: Bool) {
        self.depth = depth
        self.direct = direct
        self.hasDefaultColors = hasDefaultColors
    }

    mutating func paint(_ cell: Cell, into target: inout cchar_t) {
        if cell.style != lastStyle {
            lastStyle = cell.style
            lastLook = look(of: cell.style)
        }
        groktop_set_cell(&target, cell.scalar.value, lastLook.attributes, lastLook.pair)
    }

    private mutating func look(of style: Style) -> Look {
        if let known = looks[style] { return known }
        let foreground = ColorQuantizer.quantize(style.foreground, on: style.background, to: depth, direct: direct)
        let background = ColorQuantizer.quantize(style.background, to: depth, direct: direct)
        var attributes: attr_t = 0
        if style.attributes.contains(.bold) { attributes |= groktop_bold() }
        if style.attributes.contains(.dim) || foreground.isDim { attributes |= groktop_dim() }
        if style.attributes.contains(.reverse) { attributes |= groktop_reverse() }
        if style.attributes.contains(.underline) { attributes |= groktop_underline() }
        // Without colours a background of its own can only be told by reversing.
        if depth == .mono, !style.background.isTerminal, style.attributes.contains(.bold) {
            attributes |= groktop_reverse()
        }
        let look = Look(attributes: attributes, pair: pair(foreground.index, background.index))
        looks[style] = look
        return look
    }

    /// The pair's number; 0, the terminal's own colours, when there are no more to be had.
    private mutating func pair(_ foreground: Int, _ background: Int) -> Int32 {
        guard depth != .mono, foreground >= 0 || background >= 0 else { return 0 }
        let key = PairKey(foreground: foreground, background: background)
        if let known = pairs[key] { return known }
        let number = Int32(pairs.count + 1)
        guard number <= groktop_largest_pair() else { return 0 }
        // Where there are no default colours, white on black is what terminals have instead.
        let white = depth == .direct ? direct.index(of: Color(hex: 0xE5E5E5)) : 7
        let shownForeground = foreground < 0 && !hasDefaultColors ? white : foreground
        let shownBackground = background < 0 && !hasDefaultColors ? 0 : background
        let result = groktop_init_pair(number, Int32(shownForeground), Int32(shownBackground))
        guard groktop_is_error(result) == 0 else { return 0 }
        pairs[key] = number
        return number
    }
}
