internal import Foundation
internal import GRDB

extension RunReader {
    /// What a list shows of the run. It costs less than a millisecond, however long the run is.
    ///
    /// - Throws: `RecordingError`, as `summary` does.
    package func facts() throws(RecordingError) -> RunFacts {
        // A curve that cannot be read leaves the rest of the row as it is.
        RunFacts(try summary(), curve: (try? curve()) ?? [])
    }

    /// The deciding accuracy at places that are equally far apart among the events: an evaluation is found by its key,
    /// so that no more than these are read.
    private func curve() throws(RecordingError) -> [Float] {
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
        let path = folder.database.path
        return try database.read { database in
            var values: [Float] = []
            try database.forEachRow(sql, table: "evaluation", path: path) { row in
                var value: Double?
                try row.optionalReal("test_accuracy", &value)
                if let value, value.isFinite { values.append(Float(value)) }
            }
            return values
        }
    }
}
