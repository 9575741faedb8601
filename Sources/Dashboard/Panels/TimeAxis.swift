import TerminalUI

/// The lower edge of the box with the main curves: the time axis that the ribbons share, with what happened as glyphs.
struct TimeAxis: Widget {
    let theme: Theme
    let span: TimeSpan
    let entries: EventLog.LazyEntries
    let overlays: [Overlay]

    /// - Parameter rect: the whole box.
    func render(into frame: inout Frame, in rect: Rect) {
        let row = Layout.plot(of: Rect(x: rect.x, y: rect.bottom - 1, width: rect.width, height: 1))
        frame.set(row.x - 1, row.y, "┴", theme[.accuracyFrame])
        MarksRow(marks: marks, steps: span.steps, axisStyle: theme[.accuracyFrame]).render(into: &frame, in: row)
    }

    /// The marks of the events, and of the step at which the run on the screen and one beneath it part. That one stands
    /// there also where one looks back to before it.
    private var marks: [MarksRow.Mark] {
        var fork: [MarksRow.Mark] = []
        for step in overlays.compactMap(\.forkStep) {
            guard let importance = LogEntry.Kind.forked.importance else { continue }
            fork.append(
                MarksRow.Mark(
                    step: step, glyph: LogEntry.Kind.forked.glyph, style: theme[.marker], importance: importance))
        }
        return fork
            + entries.compactMap { entry in
                entry.kind.importance.map {
                    MarksRow.Mark(
                        step: entry.step, glyph: entry.kind.glyph, style: theme[.marker], importance: $0)
                }
            }
    }
}
