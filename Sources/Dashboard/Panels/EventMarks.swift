import TerminalUI

/// What happened, as glyphs on the time axis.
enum EventMarks {
    /// The marks of the events, and of the step at which the run on the screen left the one beneath it. That one stands
    /// there also where one looks back to before it.
    static func marks(_ entries: EventLog.LazyEntries, _ overlay: Overlay?, _ theme: Theme) -> [MarksRow.Mark] {
        var fork: [MarksRow.Mark] = []
        if let step = overlay?.forkStep, let importance = LogEntry.Kind.forked.importance {
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
