/// A screenful of cells. Everything is drawn anew into one; only the terminal layer asks what has changed.
///
/// Drawing outside is cut off, at every size: a widget never has to ask whether it fits.
package struct Frame: Hashable, Sendable {
    package let width: Int
    package let height: Int
    /// Row by row.
    package private(set) var cells: [Cell]

    package init(size: Size, style: Style = .plain) {
        width = max(0, size.width)
        height = max(0, size.height)
        cells = Array(repeating: Cell(style: style), count: width * height)
    }

    package var size: Size { Size(width: width, height: height) }
    package var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    package subscript(x: Int, y: Int) -> Cell? {
        guard x >= 0, x < width, y >= 0, y < height else { return nil }
        return cells[y * width + x]
    }

    /// Writes one cell. The scalar must be one column wide: text from outside goes through `text`, which sees to it.
    package mutating func set(_ x: Int, _ y: Int, _ scalar: Unicode.Scalar, _ style: Style) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        let index = y * width + x
        var style = style
        if style.background.isTerminal { style.background = cells[index].style.background }
        cells[index] = Cell(scalar: scalar, style: style)
    }

    /// Fills a rectangle, background included.
    package mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", style: Style) {
        let columns = max(0, rect.x)..<max(0, rect.x, min(width, rect.right))
        for y in max(0, rect.y)..<max(0, rect.y, min(height, rect.bottom)) {
            for x in columns { cells[y * width + x] = Cell(scalar: scalar, style: style) }
        }
    }

    /// Replaces every scalar. Styles stay.
    package mutating func mapScalars(_ transform: (Unicode.Scalar) -> Unicode.Scalar) {
        for index in cells.indices { cells[index].scalar = transform(cells[index].scalar) }
    }
}
