internal import Foundation
internal import GRDB
internal import RunEvents

extension RunReader {
    /// What a list shows of the run, and a sweep has to know. It costs one or two milliseconds, however long the run
    /// is.
    ///
    /// - Throws: `RecordingError`, as `summary` does.
    package func facts() throws(RecordingError) -> RunFacts {
        let (row, path) = (row, folder.database.path)
        var (summary, curve, given) = try database.read { database in
            let limits = limits(try Self.version(database, path))
            let summary = try RunSummary(database, row: row, limits: limits, path: path)
            // Only who has to know the commands is stopped by a table of them that cannot be read.
            let given: Result<[CommandRecord], RecordingError>
            do {
                given = .success(try Self.commands(database, limits, path))
            } catch {
                given = .failure(RecordingError(error, path: path))
            }
            // A curve that cannot be read leaves the rest of the row as it is.
            return (summary, (try? Self.curve(database, path)) ?? [], given)
        }
        if summary.progress.state != .finished, folder.isBeingRecorded { summary.state = .running }
        return RunFacts(summary, schedule: row.schedule, commands: given, curve: curve)
    }

    /// The deciding accuracy at places that are equally far apart among the events: an evaluation is found by its key,
    /// so that no more than these are read.
    private static func curve(_ database: Database, _ path: String) throws -> [Float] {
        let last = RunFacts.curvePoints - 1
        let sql =
            """
            WITH RECURSIVE "point"("i") AS (VALUES (0) UNION ALL SELECT "i" + 1 FROM "point" WHERE "i" < \(last)),
                "ends"("first", "last") AS (SELECT MIN("sequence"), MAX("sequence") FROM "evaluation")
            SELECT (
                SELECT COALESCE("test_sequence_accuracy", "test_accuracy") FROM "evaluation"
                WHERE "sequence" >= "first" + ("last" - "first") * "i" / \(last) ORDER BY "sequence" LIMIT 1)
            FROM "point", "ends" WHERE "last" IS NOT NULL
            """
        var values: [Float] = []
        try database.forEachRow(sql, table: "evaluation", path: path) { row in
            var value: Double?
            try row.optionalReal("test_accuracy", &value)
            if let value, value.isFinite { values.append(Float(value)) }
        }
        return values
    }
}
