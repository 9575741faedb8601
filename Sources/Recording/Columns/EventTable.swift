package import RunEvents

/// A table of events as text: the rows that the run's database has, under the same names.
package struct EventTable: Sendable {
    private let table: RecordingSchema.Events
    private let limits: ColumnLimits

    /// All tables, in the order of docs/RECORDING.md.
    package static let names = [
        RecordingSchema.Events.session, .evaluation, .spectrum, .gapLedger, .gapFlow, .response, .window, .marker,
        .command, .refusal, .probe, .intervention, .fork, .finish, .metricDefinition, .metric, .metricProbe,
        .remark,
    ].map(\.name)

    /// - Parameter run: the run, which decides how many columns some tables have.
    /// - Returns: nil where there is no such table.
    package init?(_ name: String, of run: RunDescription) {
        guard let table = RecordingSchema.Events(rawValue: name) else { return nil }
        self.table = table
        limits = .any(window: run.spectrum.window)
    }

    /// The names of the columns, in order.
    package var columns: [String] { table.description(limits).columns.map(\.name) }

    /// A double with as many digits as it takes to read back the same one; `NaN`, `inf` and `-inf`, which readers of
    /// CSV know as numbers.
    package static func text(_ value: Double) -> String { TextRow.text(value) }

    /// The event's row, with an empty field for NULL.
    ///
    /// - Returns: a field for each column; nil where the event belongs to another table.
    ///
    /// - Precondition: the event is no `progress`.
    package func row(_ recorded: RecordedEvent) throws -> [String]? {
        guard recorded.table == table else { return nil }
        var row = TextRow(limits: limits)
        try recorded.write(to: &row)
        return row.fields
    }
}
