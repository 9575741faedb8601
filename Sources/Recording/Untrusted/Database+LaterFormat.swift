internal import GRDB

extension Database {
    /// Checks that a recording of a later format has all tables and columns that this groktop knows.
    ///
    /// - Parameter window: W of the run.
    /// - Throws: `RecordingError` with the first that is missing.
    func checkKnownColumns(_ version: Int, window: Int, _ path: String) throws {
        for table in RecordingSchema.tables(.any(window: window)) {
            do {
                _ = try makeStatement(sql: table.selection)
            } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_ERROR {
                throw RecordingError(
                    .data, path,
                    "has version \(version) of the format, and lacks what this groktop reads: "
                        + (error.message ?? table.name))
            }
        }
    }

    /// The tables of events that came with a later format, quoted: those that this groktop does not know and that have
    /// a column `sequence`. Their rows have a place in the run's order; nothing else of them is read.
    func unknownEventTables(_ version: Int, _ path: String) throws -> [String] {
        guard version > RecordingFormat.version else { return [] }
        let known = Set(RecordingSchema.tables(.any()).map(\.name))
        var tables: [String] = []
        try forEachRow(
            "SELECT t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = "
                + "'sequence'",
            table: "sqlite_schema", path: path
        ) { row in
            let name = try row.text()
            if !known.contains(name) { tables.append("\"\(name.replacing("\"", with: "\"\""))\"") }
        }
        return tables
    }

    /// How many events of a range lie in tables that this groktop does not know.
    ///
    /// - Parameter range: the sequence before the first event, up to before the last event's.
    func unknownEvents(_ range: Range<Int>, _ version: Int, _ path: String) throws -> Int {
        var count = 0
        for table in try unknownEventTables(version, path) {
            let sql = "SELECT COUNT(*) FROM \(table) WHERE \"sequence\" > ? AND \"sequence\" <= ?"
            try forEachRow(sql, [range.lowerBound, range.upperBound], table: table, path: path) { row in
                count += try row.integer()
            }
        }
        return count
    }
}
