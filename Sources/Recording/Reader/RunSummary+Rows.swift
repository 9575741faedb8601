internal import GRDB
internal import RunEvents

extension RunSummary {
    /// Reads how far the run has come. The state follows from the events: whether it is `running`, the lock decides.
    init(_ database: Database, row: RunRow, limits: ColumnLimits, path: String) throws {
        let progress = try ProgressRow(database, limits: limits, path: path)
        let finish = try LastFinish(database, limits: limits, path: path)
        self.init(
            reference: row.reference, createdAt: row.createdAt, version: row.version, run: row.run,
            parent: row.parent, state: finish.state, progress: progress.record, elapsedSeconds: progress.elapsedSeconds,
            bestTestAccuracy: progress.bestTestAccuracy,
            grokkedAt: try Self.firstGrokked(database, limits: limits, path: path), finish: finish.record)
    }

    private static func firstGrokked(_ database: Database, limits: ColumnLimits, path: String) throws -> Int? {
        var step: Int?
        // A run of another program can have gone back to before the mark since.
        let sql = """
            SELECT "sequence", "step" FROM "marker" AS mark WHERE "kind" = 'grokked' AND NOT EXISTS \
            (SELECT 1 FROM "command" AS later WHERE later."sequence" > mark."sequence" \
            AND later."command" LIKE 'back=%' AND CAST(substr(later."command", 6) AS INTEGER) < mark."step") \
            ORDER BY "sequence" LIMIT 1
            """
        try database.forEachRow(sql, table: "marker", path: path, limits: limits) { row in
            _ = try row.integer(in: TableKey.sequence.range)
            step = try row.integer(in: row.limits.step)
        }
        return step
    }

    /// The last `finish`; nothing where a session has begun after it.
    private struct LastFinish {
        var record: FinishedRecord?
        var state: State {
            switch record?.reason {
            case .completed, .notFinite: .finished
            case .stopped: .stopped
            case .failed: .failed
            case nil: .interrupted
            }
        }

        init(_ database: Database, limits: ColumnLimits, path: String) throws {
            let finish = RecordingSchema.Events.finish.description(limits)
            let sql =
                finish.selection
                + " WHERE \"sequence\" > (SELECT COALESCE(MAX(\"sequence\"), 0) FROM \"session\")"
                + " ORDER BY \"sequence\" DESC LIMIT 1"
            var record: FinishedRecord?
            try database.forEachRow(sql, table: finish.name, path: path, limits: limits) { row in
                _ = try EventPlace(row: &row)
                record = try row.known { row throws(RecordingError) in try FinishedRecord(row: &row) }
            }
            self.record = record
        }
    }
}
