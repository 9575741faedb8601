internal import GRDB
internal import GRDBSQLite

extension Database {
    /// Instructions of SQLite's virtual machine that one statement may take: about a second. Reading a batch of events,
    /// which is the most that is asked for at a time, takes half a million.
    private static let mostInstructions: Int32 = 100_000_000

    /// Reads what the statement selects.
    ///
    /// The statement has a bound, so that no database can hold a reader up for ever.
    /// - Parameter arguments: what its question marks stand for, in order.
    func forEachRow(
        _ sql: String, _ arguments: [Int] = [], table: String, path: String,
        limits: ColumnLimits = .any(),
        _ body: (inout ColumnReader) throws -> Void
    ) throws {
        let statement = try makeStatement(sql: sql)
        let raw = statement.sqliteStatement
        for (index, argument) in arguments.enumerated() {
            guard sqlite3_bind_int64(raw, Int32(index + 1), Int64(argument)) == SQLITE_OK else {
                throw DatabaseError.last(of: self)
            }
        }
        sqlite3_progress_handler(sqliteConnection, Self.mostInstructions, { _ in 1 }, nil)
        defer { sqlite3_progress_handler(sqliteConnection, 0, nil, nil) }
        var row = ColumnReader(statement, table: table, path: path, limits: limits)
        while true {
            switch sqlite3_step(raw) {
            case SQLITE_ROW:
                row.beginRow()
                try body(&row)
            case SQLITE_DONE: return
            case SQLITE_INTERRUPT:
                throw RecordingError(.data, path, "is no run as groktop records it: reading '\(table)' does not end")
            default: throw DatabaseError.last(of: self)
            }
        }
    }

    /// Reads the row of a table that holds one.
    ///
    /// - Throws: `RecordingError` where there is not one row, or it holds what nobody records.
    func onlyRow<Row: TableRow>(
        _ table: TableDescription, limits: ColumnLimits, path: String
    ) throws -> Row {
        var rows: [Row] = []
        try forEachRow(table.selection, table: table.name, path: path, limits: limits) { row in
            rows.append(try Row(row: &row))
        }
        guard rows.count == 1 else {
            throw RecordingError(.data, path, "is damaged: \(table.name) has \(rows.count) rows, not one")
        }
        return rows[0]
    }
}
