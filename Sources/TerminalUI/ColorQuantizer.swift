/// Brings 24-bit colours down to the palette that a terminal has. The palette itself is the user's and is not touched.
///
/// The nearest colour is taken by its distance in OKLab. Colours with hardly any hue only go to greys, and all others
/// only to colours that have one: a grey must not get a hue from being a little nearer to one, nor a curve lose its
/// own.
package enum ColorQuantizer {
    package struct Result: Hashable, Sendable {
        /// Index into the terminal's palette, or the packed number of direct colour; −1 is its default colour.
        package var index: Int
        /// Where a dark grey has no entry of its own, the default colour drawn dim stands for it.
        package var isDim: Bool

        package init(index: Int, isDim: Bool) {
            self.index = index
            self.isDim = isDim
        }
    }

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

    /// A foreground that is read on its background as well as it was before, up to 3 : 1: where the nearest one is not,
    /// as when both fall on one entry, the nearest that is.
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

    /// Colours of less chroma are greys: those of most themes, tinted as they are. (Nord's darkest text, #616E88, has
    /// 0.044.)
    private static let greyChroma = 0.045

    private static func nearest(
        _ color: Color, _ entries: [XtermPalette.Entry], where isGood: (Color) -> Bool = { _ in true }
    ) -> XtermPalette.Entry {
        let wanted = OKLab(color)
        let isGrey = wanted.chroma < greyChroma
        let alike = entries.filter { $0.isGrey == isGrey && isGood($0.color) }
        // Where none of its kind is read on its background, legible counts for more than like.
        let candidates = alike.isEmpty ? entries.filter { isGood($0.color) } : alike
        let distances = (candidates.isEmpty ? entries : candidates).map { ($0, $0.place.distance(to: wanted)) }
        guard let best = distances.min(by: { $0.1 < $1.1 }) else { preconditionFailure("an empty palette") }
        return best.0
    }

    /// By hue alone, as nobody knows how light a terminal's eight are; never black, which most have as their
    /// background.
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
