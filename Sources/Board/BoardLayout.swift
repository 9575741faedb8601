internal import TerminalUI

/// Where everything stands on the sweep screen.
struct BoardLayout {
    /// The first row.
    let header: Rect
    /// The box of the heat map.
    let map: Rect
    /// The box of the curves; empty where there is no room for it.
    let curves: Rect
    /// The box of the table.
    let table: Rect
    /// The last row.
    let footer: Rect
    /// The columns of the table that have room.
    let columns: [Column]

    /// A column of the table on the screen.
    struct Column {
        var column: BoardColumn
        var x: Int
    }

    /// The smallest screen that shows anything, as the dashboard has it.
    static let smallest = Size(width: 60, height: 16)
    /// Cells before the first column, for the mark.
    static let markWidth = 2
    /// The narrowest box of curves.
    private static let leastCurves = 30
    /// The lowest box of the map or the table.
    private static let leastHeight = 7

    /// nil where the screen is too small.
    init?(_ model: BoardModel) {
        let size = model.size
        guard size.width >= Self.smallest.width, size.height >= Self.smallest.height else { return nil }
        var rest = Rect(x: 0, y: 0, width: size.width, height: size.height)
        header = rest.takeTop(1)
        footer = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
        rest = rest.inset(bottom: 1)
        // Curves need some rows, whatever the map does.
        let wanted = max(min(12, rest.height / 2), model.grid.rows.count + MapLayout.rowsBesides)
        var upper = rest.takeTop(min(wanted, max(Self.leastHeight, rest.height * 11 / 20)))
        table = rest
        let needed = max(MapLayout.width(model), upper.width / 3)
        let width = min(needed, upper.width - Self.leastCurves)
        map = Rect(x: upper.x, y: upper.y, width: width, height: upper.height)
        upper = upper.inset(left: width)
        curves = upper
        columns = Self.columns(model.columns, in: table.insideBox.inset(left: Self.markWidth))
    }

    /// The rows of the table, below its heading.
    var rows: Rect { table.insideBox.inset(top: 1) }
    /// The heading of the table.
    var heading: Rect { table.insideBox.row(0) }

    /// As many columns as fit, from the left. Where the values alone are too many, the last of them go.
    private static func columns(_ all: [BoardColumn], in rect: Rect) -> [Column] {
        var shown: [Column] = []
        var x = rect.x
        for column in all where x + column.width <= rect.right {
            shown.append(Column(column: column, x: x))
            x += column.width + 2
        }
        return shown
    }
}
