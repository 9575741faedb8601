/// Lines below one another; where there are more than rows, in columns side by side, as many as are wide enough. What
/// has no place is left out, the last lines first.
package struct TextColumns: Widget {
    package var lines: [TextLine]
    package var leastWidth: Int

    package init(lines: [TextLine], leastWidth: Int) {
        self.lines = lines
        self.leastWidth = leastWidth
    }

    /// Between columns.
    private static let gap = 2

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
