import TerminalUI

/// What happened, the newest first.
struct EventsView: Widget {
    let theme: Theme
    let entries: EventLog.LazyEntries
    let isWatched: Bool
    /// The words that are looked for; nil for none.
    let searched: String?

    private static let titleWidth = 22

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(
            title: TextLine("events", theme[.title]),
            values: entries.isEmpty
                ? [] : [.init(TextLine(NumberText.grouped(entries.count), theme[.inactive]), importance: 0)],
            frameStyle: theme[.eventFrame]
        ).render(into: &frame, in: rect)
        let inside = rect.insideBox.inset(left: 1, right: 1)
        guard !entries.isEmpty else {
            let text = isWatched ? "commands, probes, remarks" : "memorized, grokked, slingshots, commands"
            EmptyText(text: "nothing yet: " + text, style: theme[.inactive])
                .render(into: &frame, in: inside)
            return
        }
        for (row, entry) in entries.suffix(inside.height).reversed().enumerated() {
            render(entry, into: &frame, in: inside.row(row))
        }
    }

    private func render(_ entry: LogEntry, into frame: inout Frame, in row: Rect) {
        let isAlert = entry.kind == .refused
        let step = NumberText.right(NumberText.grouped(entry.step), width: 7)
        frame.text(step, x: row.x, y: row.y, style: theme[.inactive], limit: row.width)
        frame.set(row.x + 9, row.y, entry.kind.glyph, isAlert ? theme[.alert] : theme[.marker])
        let titleRoom = max(0, row.right - (row.x + 11))
        let isHit = searched.map(entry.contains) ?? false
        let titleStyle = isAlert ? theme[.alert] : isHit ? theme[.selected] : theme[.text]
        let used = frame.text(entry.title, x: row.x + 11, y: row.y, style: titleStyle, limit: titleRoom)
        let detail = row.x + 11 + max(used + 2, min(EventsView.titleWidth, row.width / 4))
        frame.text(
            entry.detail, x: detail, y: row.y, style: entry.isUnderWay ? theme[.marker] : theme[.inactive],
            limit: max(0, row.right - detail))
    }
}

extension Panel {
    /// What happened, newest first.
    package static let events = Panel("events", .course, roomFrom: 0) {
        EventsView(theme: $0.theme, entries: $0.run.log.entries, isWatched: $0.run.isWatched, searched: $0.searched)
    }
}
