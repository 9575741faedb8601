package import TerminalUI

/// Where everything stands on the home screen.
package struct HomeLayout {
    /// The first row.
    let header: Rect
    /// The box of the runs; empty where the presets have its place.
    let table: Rect
    /// The box of the presets; empty where there is no room for it.
    let presets: Rect
    /// The last row.
    let footer: Rect
    /// The columns of the table that have room.
    let columns: [Column]

    /// A column of the table on the screen.
    struct Column {
        var column: HomeColumn
        var x: Int
        var width: Int
    }

    /// The smallest screen that shows anything, as the dashboard has it.
    package static let smallest = Size(width: 60, height: 16)
    /// Cells before the first column, for the mark.
    static let markWidth = 2
    /// From this width on the presets stand beside the runs, and from this height below them.
    private static let widthBeside = 110
    private static let heightBelow = 20
    /// The boxes' widths and heights for the presets.
    private static let presetsWidth = 38
    private static let mostRowsBelow = 9
    /// Cells that the curve gets before columns move apart.
    private static let roomForCurve = 6

    /// nil where the screen is too small.
    init?(_ model: HomeModel) {
        self.init(size: model.size, presets: model.presets.count, focus: model.focus)
    }

    private init?(size: Size, presets count: Int, focus: HomeModel.Focus) {
        guard size.width >= Self.smallest.width, size.height >= Self.smallest.height else { return nil }
        var rest = Rect(x: 0, y: 0, width: size.width, height: size.height)
        header = rest.takeTop(1)
        footer = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
        rest = rest.inset(bottom: 1)
        let none = Rect(x: 0, y: rest.y, width: 0, height: 0)
        if size.width >= Self.widthBeside {
            let width = Self.presetsWidth + (size.width - Self.widthBeside) / 8
            table = rest.inset(right: width)
            presets = Rect(x: rest.right - width, y: rest.y, width: width, height: rest.height)
        } else if size.height >= Self.heightBelow {
            table = rest.takeTop(rest.height - min(count + 2, max(Self.mostRowsBelow, rest.height / 3)))
            presets = rest
        } else if focus == .presets {
            (table, presets) = (none, rest)
        } else {
            (table, presets) = (rest, none)
        }
        columns = Self.columns(in: table.insideBox.inset(left: Self.markWidth))
    }

    /// The rows of the table, below its heading.
    var rows: Rect { table.insideBox.inset(top: 1) }
    /// The heading of the table.
    var heading: Rect { table.insideBox.row(0) }

    /// As many columns as fit, in their order; what is left goes to those that can make use of it, the curve first.
    private static func columns(in rect: Rect) -> [Column] {
        var shown = HomeColumn.allCases
        func total() -> Int { shown.reduce(0) { $0 + $1.leastWidth } + max(0, shown.count - 1) }
        while total() > rect.width, let least = shown.map(\.importance).min() {
            shown.removeAll { $0.importance == least }
        }
        var widths = Dictionary(uniqueKeysWithValues: shown.map { ($0, $0.leastWidth) })
        var spare = rect.width - total()
        // Two cells between columns where the curve gets some more, too.
        let gap = spare >= shown.count - 1 + Self.roomForCurve ? 2 : 1
        if gap > 1 { spare -= shown.count - 1 }
        for column in [.curve, .name, .task, .seed, .weightDecay] as [HomeColumn] where shown.contains(column) {
            let more = min(spare, column.mostWidth - column.leastWidth)
            widths[column, default: 0] += max(0, more)
            spare -= max(0, more)
        }
        var x = rect.x
        return shown.map { column in
            let width = widths[column] ?? 0
            defer { x += width + gap }
            return Column(column: column, x: x, width: width)
        }
    }
}
