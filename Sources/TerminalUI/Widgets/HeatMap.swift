/// A matrix in shades, one cell an entry. Where the matrix has more rows or columns than the rectangle, a cell is the
/// mean of the entries that fall into it.
package struct HeatMap: Widget {
    /// Row by row. Rows may be of different lengths: what is missing at their ends is 0.
    package var rows: [[Float]]
    /// Style of every shade above the lightest.
    package var style: Style
    /// Style of the lightest shade: cells of less than an eighth of the largest.
    package var emptyStyle: Style

    /// A map of a matrix that is given row by row.
    package init(rows: [[Float]], style: Style, emptyStyle: Style) {
        self.rows = rows
        self.style = style
        self.emptyStyle = emptyStyle
    }

    private static let shades: [Unicode.Scalar] = ["·", "░", "▒", "▓", "█"]

    /// Draws the shades from the upper left corner; the darkest one stands for the largest cell.
    package func render(into frame: inout Frame, in rect: Rect) {
        let columns = rows.map(\.count).max() ?? 0
        guard !rect.isEmpty, columns > 0 else { return }
        let (height, width) = (min(rect.height, rows.count), min(rect.width, columns))
        var cells: [Float] = []
        for y in 0..<height {
            for x in 0..<width {
                cells.append(
                    mean(
                        rows: y * rows.count / height..<(y + 1) * rows.count / height,
                        columns: x * columns / width..<(x + 1) * columns / width))
            }
        }
        let largest = cells.lazy.filter(\.isFinite).max() ?? 0
        for (index, value) in cells.enumerated() {
            let level = HeatMap.level(value, of: largest)
            frame.set(
                rect.x + index % width, rect.y + index / width, HeatMap.shades[level], level == 0 ? emptyStyle : style)
        }
    }

    private func mean(rows range: Range<Int>, columns: Range<Int>) -> Float {
        var sum: Float = 0
        for row in range {
            for column in columns where column < rows[row].count { sum += rows[row][column] }
        }
        return sum / Float(max(1, range.count * columns.count))
    }

    /// The shade of a value, at quarters of the largest: 0 for less than an eighth of it, 4 for seven eighths and more.
    package static func level(_ value: Float, of largest: Float) -> Int {
        guard value.isFinite, value > 0, largest > 0 else { return 0 }
        return min(4, Int((value / largest * 4).rounded()))
    }
}
