/// Keys with what they do, as one row or as a list.
package struct KeyHelp {
    package var entries: [Entry]
    package var keyStyle: Style
    package var textStyle: Style

    package struct Entry: Hashable, Sendable {
        package var keys: String
        package var text: String
        /// In a row too short for all, the least important go first; of equals the last.
        package var importance: Int

        package init(keys: String, text: String, importance: Int) {
            self.keys = keys
            self.text = text
            self.importance = importance
        }

        var width: Int { keys.unicodeScalars.count + 1 + text.unicodeScalars.count }
    }

    package init(entries: [Entry], keyStyle: Style, textStyle: Style) {
        self.entries = entries
        self.keyStyle = keyStyle
        self.textStyle = textStyle
    }

    /// In their order, those that fit whole.
    package func renderRow(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let room = rect.width - 1
        var shown = entries
        func total(gap: Int) -> Int { shown.reduce(0) { $0 + $1.width } + max(0, shown.count - 1) * gap }
        while total(gap: 2) > room, let least = shown.map(\.importance).min() {
            guard let index = shown.lastIndex(where: { $0.importance == least }) else { break }
            shown.remove(at: index)
        }
        let gap = total(gap: 3) <= room ? 3 : 2
        var x = rect.x + 1
        for entry in shown {
            x += frame.text(entry.keys, x: x, y: rect.y, style: keyStyle) + 1
            x += frame.text(entry.text, x: x, y: rect.y, style: textStyle) + gap
        }
    }

    /// One entry a row, in so many columns.
    package func renderList(into frame: inout Frame, in rect: Rect, columns: Int = 1) {
        guard !rect.isEmpty, columns > 0 else { return }
        let keyColumn = (entries.map { $0.keys.unicodeScalars.count }.max() ?? 0) + 2
        let places = rect.columns(columns)
        let rows = (entries.count + columns - 1) / columns
        for (index, entry) in entries.enumerated() where index % rows < rect.height {
            let place = places[index / rows]
            let y = place.y + index % rows
            frame.text(entry.keys, x: place.x, y: y, style: keyStyle, limit: place.width)
            frame.text(
                entry.text, x: place.x + keyColumn, y: y, style: textStyle, limit: max(0, place.width - keyColumn))
        }
    }
}
