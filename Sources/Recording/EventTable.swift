package import RunEvents

/// A table of events as text: the rows that the run's database has, under the same names.
package struct EventTable: Sendable {
    private let table: RecordingSchema.Events
    private let window: Int

    /// All tables, in the order of docs/RECORDING.md.
    package static let names = [
        RecordingSchema.Events.session, .evaluation, .spectrum, .gapFlow, .response, .window, .marker, .command,
        .refusal, .probe, .intervention, .fork, .finish,
    ].map(\.name)

    /// - Parameter config: of the run, which decides how many columns some tables have.
    /// - Returns: nil where there is no such table.
    package init?(_ name: String, of config: RunConfig) {
        guard let table = RecordingSchema.Events.allCases.first(where: { $0.name == name }) else { return nil }
        self.table = table
        window = config.spectrum.window
    }

    package var columns: [String] { table.description(window: window).columns.map(\.name) }

    /// A double with as many digits as it takes to read back the same one; `NaN`, `inf` and `-inf`, which readers of
    /// CSV know as numbers.
    package static func text(_ value: Double) -> String { value.isNaN ? "NaN" : "\(value)" }

    /// A field for each column, empty for NULL; nil of an event that is another table's.
    ///
    /// - Precondition: the event is no `progress`.
    package func row(_ recorded: RecordedEvent) throws -> [String]? {
        guard recorded.table == table else { return nil }
        var row = TextRow()
        try recorded.write(to: &row, window: window)
        precondition(row.fields.count == columns.count, "\(row.fields.count) fields of \(table.name)")
        return row.fields
    }
}

/// A row as text, for CSV.
private struct TextRow: RowSink {
    var fields: [String] = []

    mutating func integer(_ value: Int) { fields.append("\(value)") }
    mutating func real(_ value: Double) { fields.append(EventTable.text(value)) }
    mutating func text(_ value: String) { fields.append(value) }
    mutating func null() { fields.append("") }
}
