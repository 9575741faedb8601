internal import GRDB
internal import RunEvents

/// Where a run's record ends, and what goes on from there.
struct RecordedPlace {
    /// The last event's; 0 before the first.
    var sequence: Int
    /// The newest step that an event has reached.
    var reachedStep: Int
    var progress: ProgressRow

    init(run: RunDescription) {
        sequence = 0
        reachedStep = 0
        progress = ProgressRow(run: run)
    }

    init(_ database: Database, limits: ColumnLimits, path: String) throws {
        sequence = try RunReader.newestSequence(database, limits.version, path)
        progress = try ProgressRow(database, limits: limits, path: path)
        var reached = 0
        for table in RecordingSchema.Events.tables(ofVersion: limits.version) {
            let sql = "SELECT \"sequence\", \"reached_step\" FROM \"\(table.name)\" ORDER BY \"sequence\" DESC LIMIT 1"
            try database.forEachRow(sql, table: table.name, path: path, limits: limits) { row in
                _ = try row.integer(in: TableKey.sequence.range)
                reached = max(reached, try row.integer(in: row.limits.step))
            }
        }
        reachedStep = reached
    }
}
