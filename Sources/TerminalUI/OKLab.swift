/// A colour by lightness and two axes of hue, in which equal distances look about equally large.
///
/// Source: Björn Ottosson, "A perceptual color space for image processing" (2020),
/// https://bottosson.github.io/posts/oklab/, with the matrices as they were corrected on 2021-01-25. sRGB's transfer
/// function is that of IEC 61966-2-1. There and back again every 8-bit colour is itself.
package struct OKLab: Hashable, Sendable {
    /// 0 of black, 1 of white.
    package var lightness: Double
    /// From green to red, about −0.4…0.4.
    package var a: Double
    /// From blue to yellow, about −0.4…0.4.
    package var b: Double

    package init(lightness: Double, a: Double, b: Double) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    /// - Precondition: not the terminal's own colour, which nobody knows.
    package init(_ color: Color) {
        precondition(!color.isTerminal, "the terminal's own colour has no place")
        let (red, green, blue) = LinearLight.channels(color)
        let long = Root.of(3, 0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let middle = Root.of(3, 0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let short = Root.of(3, 0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    }

    /// How far from grey.
    package var chroma: Double { (a * a + b * b).squareRoot() }

    /// The Euclidean distance. About 0.02 is just noticed side by side.
    package func distance(to other: OKLab) -> Double {
        let (x, y, z) = (lightness - other.lightness, a - other.a, b - other.b)
        return (x * x + y * y + z * z).squareRoot()
    }

    /// The nearest 8-bit colour of this lightness and hue: with less chroma where sRGB has no such colour.
    package var color: Color {
        if let color = inside(share: 1) { return color }
        var (low, high) = (0.0, 1.0)
        for _ in 0..<24 {
            let middle = (low + high) / 2
            if inside(share: middle) == nil { high = middle } else { low = middle }
        }
        return inside(share: low) ?? (lightness > 0.5 ? Color(hex: 0xFFFFFF) : Color(hex: 0x000000))
    }

    /// nil where a channel would lie outside of 0…1 by more than rounding.
    private func inside(share: Double) -> Color? {
        let (a, b) = (a * share, b * share)
        func cube(_ value: Double) -> Double { value * value * value }
        let long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let middle = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let short = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
        let channels = [
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        ].map(LinearLight.encoded)
        guard channels.allSatisfy({ (-0.001...1.001).contains($0) }) else { return nil }
        let bytes = channels.map { UInt8((min(1, max(0, $0)) * 255).rounded()) }
        return Color(red: bytes[0], green: bytes[1], blue: bytes[2])
    }
}
