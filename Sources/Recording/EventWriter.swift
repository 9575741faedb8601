internal import GRDB
internal import RunEvents

/// Writes events into a run's database, within the transaction of whoever made it.
struct EventWriter {
    private let database: Database
    private let window: Int
    private var rows: [RecordingSchema.Events: ColumnWriter] = [:]
    /// Written so far, where the run has best accuracies: what `progress` holds of them.
    private(set) var bestTestAccuracy: Double?

    /// - Parameters:
    ///   - window: W of the run.
    ///   - bestTestAccuracy: of the events written before.
    init(_ database: Database, window: Int, bestTestAccuracy: Double?) {
        self.database = database
        self.window = window
        self.bestTestAccuracy = bestTestAccuracy
    }

    /// - Precondition: the event is no `progress`, which is not kept.
    mutating func write(_ recorded: RecordedEvent) throws {
        let table = recorded.table
        if case .evaluation(let record) = recorded.event {
            bestTestAccuracy = max(bestTestAccuracy ?? record.decidingTestAccuracy, record.decidingTestAccuracy)
        }
        if rows[table] == nil { rows[table] = try ColumnWriter(database, table.description(window: window).insertion) }
        try Self.write(recorded, &rows[table]!, window)
    }

    private static func write(_ recorded: RecordedEvent, _ row: inout ColumnWriter, _ window: Int) throws {
        try recorded.write(to: &row, window: window)
        try row.endRow()
    }
}
