internal import CSQLite
internal import GRDB
internal import GRDBSQLite

extension Database {
    /// The longest text or blob that a recording may hold. A probe's record takes some 100 kB.
    private static let longestValueBytes: Int32 = 64 << 20

    /// Keeps a database that somebody else has made from doing anything by itself. To be called as it is opened.
    ///
    /// - Parameter isReader: a reader leaves the write-ahead log as it is when it closes.
    func defend(isReader: Bool) throws {
        let connection = UnsafeMutableRawPointer(sqliteConnection)
        let code = isReader ? groktop_sqlite_defend_reader(connection) : groktop_sqlite_defend_writer(connection)
        guard code == SQLITE_OK else { throw DatabaseError.last(of: self) }
        sqlite3_limit(sqliteConnection, SQLITE_LIMIT_LENGTH, Self.longestValueBytes)
        // Pages are checked before they are used.
        try execute(sql: "PRAGMA cell_size_check = ON")
    }

    /// Checks that the database holds plain tables and nothing that SQLite would run: no view, no trigger, no virtual
    /// table, no computed column.
    ///
    /// - Throws: `RecordingError` with the first that is there.
    func checkSchema(path: String) throws {
        try forEachRow(
            "SELECT \"type\", \"name\", COALESCE(\"sql\", '') FROM \"sqlite_schema\"", table: "sqlite_schema",
            path: path
        ) { row in
            let (type, name, sql) = (try row.text(), try row.text(), try row.text())
            let isPlain =
                switch type {
                case "table": !sql.uppercased().hasPrefix("CREATE VIRTUAL")
                // SQLite's own, behind PRIMARY KEY and UNIQUE, has no text.
                case "index": sql.isEmpty
                default: false
                }
            guard isPlain else {
                throw RecordingError(
                    .data, path, "is no run as groktop records it: '\(name)' is no plain table (\(type))")
            }
        }
        try forEachRow(
            "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND "
                + "c.hidden != 0",
            table: "sqlite_schema", path: path
        ) { row in
            let (table, column) = (try row.text(), try row.text())
            throw RecordingError(
                .data, path, "is no run as groktop records it: column '\(column)' of '\(table)' is computed")
        }
    }
}
