/// Lines below one another. Where there are more lines than rows, they stand in columns side by side, as many as are
/// wide enough. Lines without a place are left out, the last ones first.
package struct TextColumns: Widget {
    /// The lines, in order.
    package var lines: [TextLine]
    /// The least width of a column, in cells.
    package var leastWidth: Int

    /// Makes a block of lines from its members.
    package init(lines: [TextLine], leastWidth: Int) {
        self.lines = lines
        self.leastWidth = leastWidth
    }

    /// The cells between columns.
    private static let gap = 2

    /// Draws the lines into the rectangle.
    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty, !lines.isEmpty else { return }
        let most = max(1, (rect.width + TextColumns.gap) / max(1, leastWidth + TextColumns.gap))
        let columns = min(most, (lines.count + rect.height - 1) / rect.height)
        let places = rect.columns(columns)
        for (index, line) in lines.enumerated() where index / rect.height < columns {
            let place = places[index / rect.height]
            let gap = index / rect.height < columns - 1 ? TextColumns.gap : 0
            frame.text(line, x: place.x, y: place.y + index % rect.height, limit: max(0, place.width - gap))
        }
    }
}
