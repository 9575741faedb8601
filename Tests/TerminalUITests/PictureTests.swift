import Foundation
import TerminalUI
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Pictures of a frame.
@Suite("Pictures")
struct PictureTests {
    private static let colors = PictureColors(ink: Color(hex: 0xEEEEEE), ground: Color(hex: 0x101010))

    private func frame(_ rows: [String], _ style: Style = .plain) -> Frame {
        var frame = Frame(size: Size(width: rows.map(\.unicodeScalars.count).max() ?? 0, height: rows.count))
        for (y, row) in rows.enumerated() { frame.text(row, x: 0, y: y, style: style) }
        return frame
    }

    private func svg(_ frame: Frame) -> String { frame.svg(title: "t", colors: Self.colors) }

    /// The rectangles of all paths with this fill.
    private func rects(_ svg: String, _ fill: String) -> [[Int]] {
        svg.split(separator: "\n").filter { $0.hasPrefix("<path fill=\"\(fill)\"") }.flatMap { line in
            line.split(separator: "M").dropFirst().map { part in
                part.split { !"0123456789".contains($0) }.prefix(4).compactMap { Int($0) }
            }
        }
    }

    @Test("blocks and braille fill whole pixels, and join across cells")
    func joined() {
        #expect(rects(svg(frame(["██", "██"])), "#eeeeee") == [[0, 0, 16, 32]])
        #expect(rects(svg(frame(["──"])), "#eeeeee") == [[0, 8, 16, 1]])
        // The upper row of dots of two cells.
        #expect(rects(svg(frame(["⠉⠉"])), "#eeeeee") == [[0, 0, 16, 4]])
        #expect(rects(svg(frame(["⣿"])), "#eeeeee") == [[0, 0, 8, 16]])
        #expect(rects(svg(frame(["⡀⠁"])), "#eeeeee") == [[0, 12, 4, 4], [8, 0, 4, 4]])
        #expect(rects(svg(frame(["▂▎▗"])), "#eeeeee") == [[0, 12, 8, 4], [8, 0, 2, 16], [20, 8, 4, 8]])
    }

    @Test("every dot of braille is where Unicode has it")
    func dots() throws {
        for bits in UInt32(0)...255 {
            let scalar = try #require(Unicode.Scalar(0x2800 + bits))
            var filled: Set<[Int]> = []
            for rect in rects(svg(frame([String(Character(scalar))])), "#eeeeee") {
                for x in stride(from: rect[0], to: rect[0] + rect[2], by: 4) {
                    for y in stride(from: rect[1], to: rect[1] + rect[3], by: 4) { filled.insert([x / 4, y / 4]) }
                }
            }
            for column in 0..<2 {
                for row in 0..<4 {
                    let bit = Symbols.braille.bit(column: column, row: row)
                    #expect(filled.contains([column, row]) == (UInt8(bits) & bit != 0), "\(bits)")
                }
            }
        }
    }

    @Test("a shade is its colour mixed with the ground")
    func shades() {
        let drawn = svg(frame(["▒"], Style(foreground: Color(hex: 0xF0F010))))
        #expect(rects(drawn, "#808010") == [[0, 0, 8, 16]])
    }

    @Test("text has its place and length; reverse, dim, bold and underline are seen")
    func text() {
        let style = Style(foreground: Color(hex: 0xFF0000), background: Color(hex: 0x0000FF))
        #expect(svg(frame(["a bc  d"])).contains("<text x=\"0\" y=\"12\" textLength=\"32\">a bc</text>"))
        #expect(svg(frame(["a bc  d"])).contains("<text x=\"48\" y=\"12\">d</text>"))
        #expect(svg(frame(["λ"])).contains("<g text-anchor=\"middle\"><text x=\"4\" y=\"12\">λ</text></g>"))
        let plain = svg(frame(["x"], style))
        #expect(plain.contains("<g fill=\"#ff0000\"><text") && rects(plain, "#0000ff") == [[0, 0, 8, 16]])
        let reversed = svg(frame(["xyz"], style.adding(.reverse)))
        #expect(reversed.contains("<g fill=\"#0000ff\"><text") && rects(reversed, "#ff0000") == [[0, 0, 24, 16]])
        #expect(svg(frame(["x"], style.adding(.bold))).contains("<g fill=\"#ff0000\" font-weight=\"bold\"><text"))
        #expect(svg(frame(["x"], style.adding(.dim))).contains("<g fill=\"#aa0055\"><text"))
        #expect(rects(svg(frame(["x"], style.adding(.underline))), "#ff0000") == [[0, 14, 8, 1]])
    }

    @Test(
        "whatever the cells hold, the picture is XML", arguments: ["<&>\"'", "]]>", "\u{1B}[2J", "\u{7F}\u{0}", "中あ😀é"])
    func escaped(text: String) throws {
        let drawn = frame([text]).svg(title: text, colors: Self.colors)
        let parser = XMLParser(data: Data(drawn.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError)): \(drawn)")
    }

    @Test(
        "an empty frame and one cell have a picture", arguments: [Size(width: 0, height: 0), Size(width: 1, height: 1)])
    func small(size: Size) {
        #expect(XMLParser(data: Data(svg(Frame(size: size)).utf8)).parse())
    }

    @Test("as text, rows end where their characters do")
    func plain() {
        #expect(frame(["a  ", "", " b"]).plainText == "a\n\n b\n")
        #expect(Frame(size: Size(width: 0, height: 0)).plainText == "")
    }

    @Test("a theme without colours is drawn too")
    func monochrome() {
        #expect(Theme.monochrome.pictureColors.ground == Color(hex: 0))
        #expect(Contrast.ratio(Theme.monochrome.pictureColors.ink, Color(hex: 0)) > 7)
    }
}
