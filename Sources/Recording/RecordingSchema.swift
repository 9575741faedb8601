/// The tables of a run's database. docs/RECORDING.md says what each column means; the `+Columns` files declare them.
enum RecordingSchema {
    /// `PRAGMA application_id`: "grok" in ASCII.
    static let applicationIdentifier = 0x67_72_6F_6B
    /// `PRAGMA user_version`: the format that is written. To be raised by whoever adds a table, a column, or a word to a
    /// column of words.
    static let version = 3
    /// The formats that can be read. Up to 999 a later one only adds to those before; one that takes something away, or
    /// gives it another meaning, begins at 1000.
    static let readableVersions = 1...999

    /// The one row that says what the run is.
    static func run(_ limits: ColumnLimits) -> TableDescription {
        TableDescription("run", RunRow.Columns.self, limits: limits)
    }

    /// The one row, overwritten by every commit, that says where the run is, for listings.
    static func progress(_ limits: ColumnLimits) -> TableDescription {
        TableDescription("progress", ProgressRow.self, limits: limits)
    }

    /// All tables that a format has, in the order in which they are made.
    static func tables(_ limits: ColumnLimits) -> [TableDescription] {
        [run(limits), progress(limits)] + Events.tables(ofVersion: limits.version).map { $0.description(limits) }
    }
}
