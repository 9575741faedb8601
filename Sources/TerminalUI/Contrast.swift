/// How well one colour is read on another.
///
/// Source: Web Content Accessibility Guidelines 2.2, "relative luminance" and "contrast ratio",
/// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio; success criteria 1.4.3 (text, 4.5 : 1) and 1.4.11 (graphics, 3 :
/// 1).
package enum Contrast {
    /// The least contrast of text.
    package static let text = 4.5
    /// The least contrast of curves, marks and captions.
    package static let graphics = 3.0

    /// From 1 of equal colours to 21 of black and white, the order being of no importance.
    ///
    /// - Precondition: neither is the terminal's own colour.
    package static func ratio(_ first: Color, _ second: Color) -> Double {
        let (one, other) = (luminance(first) + 0.05, luminance(second) + 0.05)
        return max(one, other) / min(one, other)
    }

    /// 0 of black, 1 of white.
    package static func luminance(_ color: Color) -> Double {
        precondition(!color.isTerminal, "nobody knows the terminal's own colour")
        let (red, green, blue) = LinearLight.channels(color)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}
