extension Frame {
    /// The frame as an SVG picture: every cell with its character, colours and attributes, 8 by 16 pixels each.
    ///
    /// Text stays text. Its runs have their places and lengths written down, so that they stand on the cells in any
    /// monospaced font. Lines, blocks and braille are drawn, so that they meet at the edges of the cells.
    ///
    /// - Parameters:
    ///   - title: what the picture shows, for readers that do not show it.
    ///   - colors: what is drawn where a style has the terminal's own colours.
    package func svg(title: String, colors: PictureColors) -> String {
        let layers = PictureLayers(self, colors)
        let (width, height) = (max(1, self.width) * CellShape.width, max(1, self.height) * CellShape.height)
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
                + "viewBox=\"0 0 \(width) \(height)\" role=\"img\" shape-rendering=\"crispEdges\" "
                + "font-family=\"\(SVGText.fonts)\" font-size=\"\(SVGText.fontSize)\">",
            "<title>\(MarkupText.escaped(title))</title>",
            "<path fill=\"\(SVGText.color(colors.ground))\" d=\"M0 0h\(width)v\(height)H0z\"/>",
        ]
        lines += layers.backgrounds.keys.map { SVGText.fill($0, layers.backgrounds[$0]) }
        lines += layers.shapes.keys.map { SVGText.fill($0, layers.shapes[$0]) }
        lines += layers.arcs.keys.map { color in
            let path = layers.arcs[color].map { SVGText.corner($0.column, $0.row, $0.arc) }.joined()
            return "<path fill=\"none\" shape-rendering=\"auto\" stroke=\"\(SVGText.color(color))\" d=\"\(path)\"/>"
        }
        lines += layers.texts.keys.map { SVGText.group($0, layers.texts[$0]) }
        return (lines + ["</svg>", ""]).joined(separator: "\n")
    }

    /// The frame's characters, a line for each row, without the spaces at the ends of rows.
    package var plainText: String {
        lines.map { line in
            let scalars = line.unicodeScalars
            let end = scalars.lastIndex { $0 != " " }.map { scalars.index(after: $0) } ?? scalars.startIndex
            return String(scalars[..<end]) + "\n"
        }.joined()
    }
}

/// The elements of a picture as SVG writes them.
private enum SVGText {
    static let fonts = "ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"
    /// In most monospaced fonts a character is six tenths of this wide: a cell.
    static let fontSize = "13.3"
    /// Pixels from the top of a cell to the line that letters stand on.
    private static let baseline = 12

    static func color(_ color: Color) -> String {
        func digits(_ channel: UInt8) -> String { (channel < 16 ? "0" : "") + String(channel, radix: 16) }
        return "#" + digits(color.red) + digits(color.green) + digits(color.blue)
    }

    static func fill(_ color: Color, _ rects: [PixelRect]) -> String {
        "<path fill=\"\(self.color(color))\" d=\"\(PixelRect.joined(rects).map(\.path).joined())\"/>"
    }

    /// A quarter of a circle between the middles of two edges, on the pixels of the lines that it joins.
    static func corner(_ column: Int, _ row: Int, _ arc: CellShape.Arc) -> String {
        let (left, top) = (column * CellShape.width, row * CellShape.height)
        let (x, y) = ("\(left + 4).5", "\(top + 8).5")
        let end = arc.isRight ? left + CellShape.width : left
        let bend = arc.isDown ? "\(top + 12)" : "\(top + 5)"
        return "M\(x) \(arc.isDown ? top + CellShape.height : top)V\(bend)Q\(x) \(y) \(end) \(y)"
    }

    static func group(_ look: PictureLayers.TextLook, _ texts: [PictureLayers.Text]) -> String {
        let weight = look.isBold ? " font-weight=\"bold\"" : ""
        let words = texts.filter(\.isASCII).map(word).joined()
        let signs = texts.filter { !$0.isASCII }.map(sign).joined()
        // Fonts differ about the width of what is no ASCII, and so it stands in the middle of its cell.
        let middle = signs.isEmpty ? "" : "<g text-anchor=\"middle\">\(signs)</g>"
        return "<g fill=\"\(color(look.color))\"\(weight)>\(words)\(middle)</g>"
    }

    private static func word(_ text: PictureLayers.Text) -> String {
        let count = text.text.utf8.count
        let length = count > 1 ? " textLength=\"\(count * CellShape.width)\"" : ""
        return "<text x=\"\(text.column * CellShape.width)\" y=\"\(text.row * CellShape.height + baseline)\"\(length)>"
            + "\(MarkupText.escaped(text.text))</text>"
    }

    private static func sign(_ text: PictureLayers.Text) -> String {
        "<text x=\"\(text.column * CellShape.width + CellShape.width / 2)\" "
            + "y=\"\(text.row * CellShape.height + baseline)\">\(MarkupText.escaped(text.text))</text>"
    }
}
