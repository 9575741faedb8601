/// A matrix in shades. It uses as many cells as there are; where the matrix has more entries, a cell shows the mean of
/// those that fall into it.
package struct HeatMap: Widget {
    /// The entries, row by row. Rows may have different lengths: a missing entry counts as 0.
    package var rows: [[Float]]
    /// The style of cells with a shade.
    package var style: Style
    /// The style of cells without a shade.
    package var emptyStyle: Style

    /// Makes a heat map from its members.
    package init(rows: [[Float]], style: Style, emptyStyle: Style) {
        self.rows = rows
        self.style = style
        self.emptyStyle = emptyStyle
    }

    private static let shades: [Unicode.Scalar] = ["·", "░", "▒", "▓", "█"]

    /// Draws the matrix from the upper left corner of the rectangle.
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

    /// The shade, 0…4, for quarters of the largest value: 0 below an eighth of it, 4 from seven eighths on.
    package static func level(_ value: Float, of largest: Float) -> Int {
        guard value.isFinite, value > 0, largest > 0 else { return 0 }
        return min(4, Int((value / largest * 4).rounded()))
    }
}
