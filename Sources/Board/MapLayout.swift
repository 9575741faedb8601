internal import RunEvents
internal import TerminalUI

/// Where the cells of the heat map stand, and which of them have room: those around the chosen one.
struct MapLayout {
    /// The headings of the columns.
    let heading: Rect
    /// The cells, below it.
    let body: Rect
    /// Columns of the labels of the rows.
    let labelWidth: Int
    /// The rows and columns of the map that are on the screen.
    let rows: Range<Int>
    let columns: Range<Int>

    /// Columns of a cell, with the gap after it.
    static let cellWidth = 10
    /// Rows of the box besides those of cells: two edges, and the headings.
    static let rowsBesides = 3
    private static let mostLabel = 14

    init(_ model: BoardModel, in box: Rect) {
        let inside = box.insideBox.inset(left: 1)
        heading = inside.row(0)
        body = inside.inset(top: 1)
        labelWidth = Self.labelWidth(model)
        rows = Self.window(model.grid.rows.count, around: model.cell.row, room: body.height)
        columns = Self.window(
            model.grid.columns.count, around: model.cell.column, room: (body.width - labelWidth) / Self.cellWidth)
    }

    private static func labelWidth(_ model: BoardModel) -> Int {
        let longest = model.grid.rows.map { PrintableText.line($0).unicodeScalars.count }.max() ?? 0
        return min(mostLabel, max(longest, 3) + 1)
    }

    /// Which axes run down and across.
    static func axes(_ model: BoardModel) -> String {
        let down = model.rowAxis.map { "\($0)↓ " } ?? ""
        return PrintableText.line(down + (model.columnAxis.map { "\($0)→" } ?? ""))
    }

    /// The width of a box that has room for all columns, and for the names of the axes.
    static func width(_ model: BoardModel) -> Int {
        max(
            labelWidth(model) + min(1_000, model.grid.columns.count) * cellWidth + 3,
            axes(model).unicodeScalars.count + 6)
    }

    private static func window(_ count: Int, around chosen: Int, room: Int) -> Range<Int> {
        let shown = min(count, max(0, room))
        let first = min(max(0, chosen - shown / 2), count - shown)
        return first..<first + shown
    }

    /// Where a cell stands.
    func rect(row: Int, column: Int) -> Rect {
        Rect(
            x: body.x + labelWidth + (column - columns.lowerBound) * Self.cellWidth,
            y: body.y + row - rows.lowerBound, width: Self.cellWidth - 1, height: 1)
    }

    /// The cell at a place of the screen; nil where there is none.
    func cell(x: Int, y: Int) -> (row: Int, column: Int)? {
        guard body.contains(x: x, y: y), x >= body.x + labelWidth else { return nil }
        let row = rows.lowerBound + y - body.y
        let column = columns.lowerBound + (x - body.x - labelWidth) / Self.cellWidth
        return rows.contains(row) && columns.contains(column) ? (row, column) : nil
    }
}
