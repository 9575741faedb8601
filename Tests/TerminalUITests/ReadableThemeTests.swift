import Foundation
import TerminalUI
import Testing

/// Themes as they are loaded: what cannot be read in them is corrected, and said.
@Suite("Readable themes")
struct ReadableThemeTests {
    /// As btop's themes that follow a palette of greens on dark grey: captions have the background's own colour.
    private static let invisibleCaptions = """
        theme[main_bg]="#2d353b"
        theme[main_fg]="#d3c6aa"
        theme[inactive_fg]="#2d353b"
        theme[graph_text]="#2d353b"
        theme[cpu_box]="#2d353b"
        """
    /// Everything in one dark blue on black, light on light, curves alike, and a selection that hides itself.
    private static let texts = [
        "captions": invisibleCaptions,
        "dark on black": """
        theme[main_bg]="#000"
        theme[main_fg]="#000080"
        theme[title]="#000080"
        theme[download_start]="#000040"
        theme[upload_start]="#000040"
        theme[free_start]="#101000"
        theme[cached_start]="#101000"
        theme[used_start]="#101000"
        theme[available_start]="#fff"
        theme[cpu_start]="#fff"
        """,
        "light on light": """
        theme[main_bg]="#fdf6e3"
        theme[main_fg]="#eee8d5"
        theme[inactive_fg]="#fdf6e3"
        theme[hi_fg]="#ffff00"
        theme[temp_start]="#ffff80"
        theme[temp_end]="#ffffff"
        theme[selected_bg]="#fdf6e3"
        theme[selected_fg]="#fdf6e3"
        """,
        "middle grey": "theme[main_bg]=\"#777777\"\ntheme[main_fg]=\"#777777\"\ntheme[title]=\"#808080\"",
        "the terminal's own": "theme[main_bg]=\"\"\ntheme[main_fg]=\"#000000\"\ntheme[inactive_fg]=\"#ffffff\"",
        "text that nobody knows": "theme[main_bg]=\"#101010\"\ntheme[main_fg]=\"\"\ntheme[title]=\"\"",
    ]

    static let texts4: [Theme.Role] = [.text, .title, .key, .alert]
    static let graphics: [Theme.Role] =
        [.inactive, .axis, .train, .test, .functional, .mixed, .compression, .gradient, .decay, .marker]
        + Theme.eigenvalueRoles
    static let groups: [[Theme.Role]] = [[.train, .test], [.functional, .mixed, .compression], [.gradient, .decay]]

    @Test("everything is read on its background, and told apart", arguments: texts.keys.sorted())
    func readable(name: String) throws {
        let theme = try Theme.parse(try #require(Self.texts[name]), name: name).readable()
        let background = theme[.background].background
        let ground = background.isTerminal ? Color(hex: 0xFFFFFF) : background
        for role in Self.texts4 { #expect(Contrast.ratio(theme[role].foreground, ground) >= 4.5, "\(role)") }
        for role in Self.graphics { #expect(Contrast.ratio(theme[role].foreground, ground) >= 3, "\(role)") }
        for group in Self.groups {
            for (index, first) in group.enumerated() {
                for second in group.dropFirst(index + 1) {
                    let distance = OKLab(theme[first].foreground).distance(to: OKLab(theme[second].foreground))
                    #expect(distance >= 0.1, "\(first) and \(second): \(distance)")
                }
            }
        }
        if !theme[.selected].background.isTerminal {
            #expect(Contrast.ratio(theme[.selected].foreground, theme[.selected].background) >= 4.5)
        }
        #expect(theme.notice != nil)
        // A second look finds nothing to do.
        #expect(theme.readable().corrections.isEmpty)
    }

    @Test("the keys of the file that were corrected are named, and no others")
    func said() throws {
        let theme = try Theme.parse(Self.invisibleCaptions, name: "woods").readable()
        #expect(theme.notice?.hasPrefix("theme woods: made readable: inactive_fg, graph_text, ") == true)
        #expect(Array(theme.corrections.prefix(2)) == ["inactive_fg", "graph_text"])
        #expect(theme.corrections.contains("cpu_box"))
        #expect(!theme.corrections.contains("main_fg"))
        #expect(theme[.text].foreground == Color(hex: 0xD3C6AA))
    }

    @Test("only lightness moves: the hue stays")
    func hue() throws {
        let theme = try Theme.parse(
            "theme[main_bg]=\"#000000\"\ntheme[train]=\"#400000\"\ntheme[main_fg]=\"#ffffff\"", name: "t")
        let (before, after) = (OKLab(theme[.train].foreground), OKLab(theme.readable()[.train].foreground))
        #expect(after.lightness > before.lightness)
        #expect(abs(atan2(before.b, before.a) - atan2(after.b, after.a)) < 0.05)
        #expect(after.chroma > 0.5 * before.chroma)
        // As far as it takes and no further.
        #expect(Contrast.ratio(theme.readable()[.train].foreground, Color(hex: 0)) < 3.2)
    }

    @Test("of colours that are all the terminal's own nothing is said")
    func unknown() throws {
        let theme = try Theme.parse("theme[main_bg]=\"\"\ntheme[main_fg]=\"\"\n", name: "plain")
        #expect(theme.readable() == theme)
    }

    @Test("any colours at all can be made readable")
    func anything() throws {
        var generator = Numbers(state: 7)
        for _ in 0..<300 {
            func color() -> String {
                let number = UInt32(truncatingIfNeeded: generator.next() >> 20) & 0xFFFFFF
                let digits = String(number, radix: 16)
                return "#" + String(repeating: "0", count: 6 - digits.count) + digits
            }
            let keys = [
                "main_bg", "main_fg", "title", "hi_fg", "inactive_fg", "graph_text", "train", "test", "functional",
                "mixed",
                "compression", "gradient", "decay", "temp_start", "temp_end", "selected_bg", "selected_fg", "cpu_box",
            ]
            let text = keys.map { "theme[\($0)]=\"\(color())\"" }.joined(separator: "\n")
            let theme = try Theme.parse(text, name: "any").readable()
            let ground = theme[.background].background
            for role in Self.texts4 {
                #expect(Contrast.ratio(theme[role].foreground, ground) >= 4.5, "\(role) of \(text)")
            }
            for role in Self.graphics {
                #expect(Contrast.ratio(theme[role].foreground, ground) >= 3, "\(role) of \(text)")
            }
        }
    }
}

/// Numbers that are the same at each run.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
