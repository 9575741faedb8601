internal import GRDB
internal import RunEvents

/// Writes events into a run's database, within the caller's transaction.
struct EventWriter {
    private let database: Database
    private let limits: ColumnLimits
    private var rows: [RecordingSchema.Events: ColumnWriter] = [:]
    /// The highest deciding test accuracy of all evaluations written so far, for `progress`.
    private(set) var bestTestAccuracy: Double?

    /// - Parameters:
    ///   - window: W of the run.
    ///   - bestTestAccuracy: the highest among the events written before.
    init(_ database: Database, window: Int, bestTestAccuracy: Double?) {
        self.database = database
        limits = .any(window: window)
        self.bestTestAccuracy = bestTestAccuracy
    }

    /// - Precondition: the event is no `progress`, which is not kept.
    mutating func write(_ recorded: RecordedEvent) throws {
        let table = recorded.table
        if case .evaluation(let record) = recorded.event {
            bestTestAccuracy = max(bestTestAccuracy ?? record.decidingTestAccuracy, record.decidingTestAccuracy)
        }
        if rows[table] == nil {
            rows[table] = try ColumnWriter(database, table.description(limits).insertion, limits)
        }
        try Self.write(recorded, &rows[table]!)
    }

    private static func write(_ recorded: RecordedEvent, _ row: inout ColumnWriter) throws {
        try recorded.write(to: &row)
        try row.endRow()
    }
}
