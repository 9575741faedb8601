/// A screenful of cells. Everything is drawn anew into a frame; only the terminal layer compares it with the one
/// before.
///
/// Drawing outside of the frame has no effect, at every size: a widget never has to check whether it fits.
package struct Frame: Hashable, Sendable {
    /// How many columns there are.
    package let width: Int
    /// How many rows there are.
    package let height: Int
    /// The cells, row by row.
    package private(set) var cells: [Cell]

    /// Makes a frame of blanks; a negative size counts as 0.
    package init(size: Size, style: Style = .plain) {
        width = max(0, size.width)
        height = max(0, size.height)
        cells = Array(repeating: Cell(style: style), count: width * height)
    }

    /// The number of columns and rows.
    package var size: Size { Size(width: width, height: height) }
    /// The rectangle of the whole frame.
    package var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    /// The cell at a column and a row; nil outside of the frame.
    package subscript(x: Int, y: Int) -> Cell? {
        guard x >= 0, x < width, y >= 0, y < height else { return nil }
        return cells[y * width + x]
    }

    /// Writes one cell. The scalar must be one column wide: foreign text goes through `text`, which ensures that.
    package mutating func set(_ x: Int, _ y: Int, _ scalar: Unicode.Scalar, _ style: Style) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        let index = y * width + x
        var style = style
        if style.background.isTerminal { style.background = cells[index].style.background }
        cells[index] = Cell(scalar: scalar, style: style)
    }

    /// Fills a rectangle with one character and its background.
    package mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", style: Style) {
        let columns = max(0, rect.x)..<max(0, rect.x, min(width, rect.right))
        for y in max(0, rect.y)..<max(0, rect.y, min(height, rect.bottom)) {
            for x in columns { cells[y * width + x] = Cell(scalar: scalar, style: style) }
        }
    }

    /// Replaces every character and keeps the styles.
    package mutating func mapScalars(_ transform: (Unicode.Scalar) -> Unicode.Scalar) {
        for index in cells.indices { cells[index].scalar = transform(cells[index].scalar) }
    }
}
