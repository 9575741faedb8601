/// A matrix in shades. It is given as many cells as there are; where the matrix has more entries than that, a cell is
/// the mean of those that fall into it.
package struct HeatMap: Widget {
    /// Row by row. Rows may be of different lengths: what is missing at their ends is 0.
    package var rows: [[Float]]
    package var style: Style
    /// What has nothing to show.
    package var emptyStyle: Style

    package init(rows: [[Float]], style: Style, emptyStyle: Style) {
        self.rows = rows
        self.style = style
        self.emptyStyle = emptyStyle
    }

    private static let shades: [Unicode.Scalar] = ["·", "░", "▒", "▓", "█"]

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

    /// 0 for less than an eighth of the largest, 4 for seven eighths and more: the shades at quarters of it.
    package static func level(_ value: Float, of largest: Float) -> Int {
        guard value.isFinite, value > 0, largest > 0 else { return 0 }
        return min(4, Int((value / largest * 4).rounded()))
    }
}
