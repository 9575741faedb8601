/// The tables of a run's database. docs/RECORDING.md says what each column means; the `+Columns` and `Row` files
/// declare them.
enum RecordingSchema {
    /// All tables that a format has, in the order in which they are made.
    static func tables(_ limits: ColumnLimits) -> [TableDescription] {
        let events = Events.tables(ofVersion: limits.version).map { $0.description(limits) }
        return [RunRow.table(limits), ProgressRow.table(limits)] + events
    }
}
