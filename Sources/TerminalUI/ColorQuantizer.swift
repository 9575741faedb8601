/// Maps 24-bit colours to the palette of a terminal. The palette belongs to the user, and is not changed.
///
/// It takes the nearest colour by its distance in OKLab. Colours with hardly any hue map only to greys, and all others
/// only to colours with a hue: a grey must not gain a hue because that is a little nearer, nor a curve lose its own.
package enum ColorQuantizer {
    /// A colour of the terminal.
    package struct Result: Hashable, Sendable {
        /// An index into the terminal's palette, or the packed number of a direct colour; −1 for the default colour.
        package var index: Int
        /// Whether the default colour is drawn dim, in place of a dark grey that the palette lacks.
        package var isDim: Bool

        /// Makes a result from its members.
        package init(index: Int, isDim: Bool) {
            self.index = index
            self.isDim = isDim
        }
    }

    /// The terminal's nearest colour.
    ///
    /// - Parameters:
    ///   - depth: how many colours the terminal has.
    ///   - direct: the bits of a direct colour; the other depths ignore it.
    package static func quantize(
        _ color: Color, to depth: ColorDepth, direct: DirectColor = .eightBits
    ) -> Result {
        guard !color.isTerminal else { return Result(index: -1, isDim: false) }
        switch depth {
        case .mono: return Result(index: -1, isDim: false)
        case .eight: return eight(OKLab(color))
        case .sixteen: return Result(index: nearest(color, XtermPalette.sixteen).index, isDim: false)
        case .palette256: return Result(index: nearest(color, XtermPalette.fixed).index, isDim: false)
        case .direct: return Result(index: direct.index(of: color), isDim: false)
        }
    }

    /// The nearest foreground with the same contrast to its background as before, up to 3 : 1. Where the nearest one
    /// has less, as when both map to one entry, it is the nearest that has enough.
    package static func quantize(
        _ foreground: Color, on background: Color, to depth: ColorDepth, direct: DirectColor = .eightBits
    ) -> Result {
        let entries = depth == .sixteen ? XtermPalette.sixteen : depth == .palette256 ? XtermPalette.fixed : []
        guard !entries.isEmpty, !foreground.isTerminal, !background.isTerminal else {
            return quantize(foreground, to: depth, direct: direct)
        }
        let shown = nearest(background, entries).color
        let wanted = min(Contrast.graphics, Contrast.ratio(foreground, background))
        let index = nearest(foreground, entries) { Contrast.ratio($0, shown) >= wanted }.index
        return Result(index: index, isDim: false)
    }

    /// Colours with less chroma are greys: those of most themes are tinted this much. (Nord's darkest text, #616E88,
    /// has 0.044.)
    private static let greyChroma = 0.045

    private static func nearest(
        _ color: Color, _ entries: [XtermPalette.Entry], where isGood: (Color) -> Bool = { _ in true }
    ) -> XtermPalette.Entry {
        let wanted = OKLab(color)
        let isGrey = wanted.chroma < greyChroma
        let alike = entries.filter { $0.isGrey == isGrey && isGood($0.color) }
        // Where no colour of the same kind is legible on the background, legibility matters more than likeness.
        let candidates = alike.isEmpty ? entries.filter { isGood($0.color) } : alike
        let distances = (candidates.isEmpty ? entries : candidates).map { ($0, $0.place.distance(to: wanted)) }
        guard let best = distances.min(by: { $0.1 < $1.1 }) else { preconditionFailure("an empty palette") }
        return best.0
    }

    /// The nearest by hue alone, as the lightness of a terminal's eight colours is unknown. It is never black, which is
    /// the background of most terminals.
    private static func eight(_ color: OKLab) -> Result {
        guard color.chroma >= greyChroma else { return Result(index: -1, isDim: color.lightness < 0.67) }
        func alignment(_ entry: XtermPalette.Entry) -> Double {
            (entry.place.a * color.a + entry.place.b * color.b) / entry.place.chroma
        }
        let hues = XtermPalette.sixteen.filter { $0.index > 8 && $0.index < 15 }
        guard let best = hues.max(by: { alignment($0) < alignment($1) }) else { preconditionFailure("no hues") }
        return Result(index: best.index - 8, isDim: false)
    }
}
