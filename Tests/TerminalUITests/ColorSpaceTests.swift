import TerminalUI
import Testing

@Suite("OKLab and contrast")
struct ColorSpaceTests {
    /// From Ottosson's article: what XYZ's white and sRGB's primaries become, to three digits.
    @Test(
        "known places",
        arguments: [
            (0xFFFFFF, 1.000, 0.000, 0.000), (0xFF0000, 0.628, 0.225, 0.126), (0x00FF00, 0.866, -0.234, 0.179),
            (0x0000FF, 0.452, -0.032, -0.312), (0x000000, 0, 0, 0),
        ] as [(UInt32, Double, Double, Double)])
    func places(hex: UInt32, lightness: Double, a: Double, b: Double) {
        let place = OKLab(Color(hex: hex))
        #expect(abs(place.lightness - lightness) < 0.001)
        #expect(abs(place.a - a) < 0.001)
        #expect(abs(place.b - b) < 0.001)
    }

    @Test("every colour comes back as it was")
    func roundTrip() {
        for red in stride(from: 0, through: 255, by: 15) {
            for green in stride(from: 0, through: 255, by: 15) {
                for blue in stride(from: 0, through: 255, by: 15) {
                    let color = Color(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
                    #expect(OKLab(color).color == color)
                }
            }
        }
    }

    /// The figures that WCAG's own tools give.
    @Test(
        "contrast",
        arguments: [
            (0xFFFFFF, 0x000000, 21.0), (0x777777, 0xFFFFFF, 4.48), (0x767676, 0xFFFFFF, 4.54),
            (0xFF0000, 0xFFFFFF, 4.0),
            (0x2D353B, 0x2D353B, 1.0),
        ] as [(UInt32, UInt32, Double)])
    func contrast(first: UInt32, second: UInt32, ratio: Double) {
        #expect(abs(Contrast.ratio(Color(hex: first), Color(hex: second)) - ratio) < 0.01)
        #expect(
            Contrast.ratio(Color(hex: first), Color(hex: second))
                == Contrast.ratio(Color(hex: second), Color(hex: first)))
    }
}

@Suite("Colours of a palette")
struct PaletteTests {
    /// The greys of Nord, blueish as they are.
    @Test(
        "near-greys become greys",
        arguments: [
            0x2E3440, 0x3B4252, 0x434C5E, 0x4C566A, 0x616E88, 0xD8DEE9, 0xE5E9F0, 0xECEFF4,
        ] as [UInt32])
    func greys(hex: UInt32) {
        let index = ColorQuantizer.quantize(Color(hex: hex), to: .palette256).index
        let greys: Set = Set(232...255).union([16, 59, 102, 145, 188, 231])
        #expect(greys.contains(index), "\(index)")
        let sixteen = ColorQuantizer.quantize(Color(hex: hex), to: .sixteen).index
        #expect([0, 7, 8, 15].contains(sixteen), "\(sixteen)")
        #expect(ColorQuantizer.quantize(Color(hex: hex), to: .eight).index == -1)
    }

    @Test("colours keep a hue", arguments: [0x8FBCBB, 0x88C0D0, 0x81A1C1, 0xBF616A, 0xA3BE8C, 0xB48EAD] as [UInt32])
    func hues(hex: UInt32) {
        let index = ColorQuantizer.quantize(Color(hex: hex), to: .palette256).index
        #expect((16...231).contains(index) && ![16, 59, 102, 145, 188, 231].contains(index), "\(index)")
        #expect((1...6).contains(ColorQuantizer.quantize(Color(hex: hex), to: .eight).index))
    }

    @Test("what is read on its background still is in a palette", arguments: [ColorDepth.sixteen, .palette256])
    func pairs(depth: ColorDepth) {
        // Both are dark grey in sixteen colours.
        let (text, ground) = (Color(hex: 0x8A8A8A), Color(hex: 0x5A5A5A))
        for (text, ground) in [
            (text, ground), (Color(hex: 0x4C566A), Color(hex: 0x2E3440)), (Color(hex: 0x777777), Color(hex: 0x0)),
        ] {
            let foreground = ColorQuantizer.quantize(text, on: ground, to: depth)
            #expect(foreground != ColorQuantizer.quantize(ground, to: depth))
        }
    }

    @Test(
        "direct colour is the colour, and never a number of the palette",
        arguments: [
            (0x123456, 0x123456), (0xFFFFFF, 0xFFFFFF), (0x000000, 0x000100), (0x000007, 0x000107),
            (0x0000FF, 0x0001FF),
            (0x010000, 0x010000),
        ] as [(UInt32, Int)])
    func direct(hex: UInt32, index: Int) {
        #expect(ColorQuantizer.quantize(Color(hex: hex), to: .direct) == .init(index: index, isDim: false))
    }

    @Test("direct colour of fewer bits")
    func fewerBits() throws {
        let layout = try #require(DirectColor(capability: "5/6/5"))
        #expect(layout.index(of: Color(hex: 0xFFFFFF)) == 0xFFFF)
        #expect(layout.index(of: Color(hex: 0xFF0000)) == 0xF800)
        #expect(layout.index(of: .terminal) == -1)
        #expect(DirectColor(capability: "8") == .eightBits)
        for text in ["", "9", "0/1/2", "5/6", "5/6/5/1", "a/b/c", "8/8/8/"] {
            #expect(DirectColor(capability: text) == nil)
        }
    }
}
