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
        var mayCompute = false
        try forEachRow(
            "SELECT \"type\", \"name\", COALESCE(\"sql\", '') FROM \"sqlite_schema\"", table: "sqlite_schema",
            path: path
        ) { row in
            let (type, name, sql) = (try row.text(), try row.text(), try row.text())
            let isPlain =
                switch type {
                // A virtual table's text need not be as SQLite would write it.
                case "table": sql.uppercased().hasPrefix("CREATE TABLE ")
                // SQLite's own, behind PRIMARY KEY and UNIQUE, has no text.
                case "index": sql.isEmpty
                default: false
                }
            guard isPlain else {
                throw RecordingError(
                    .data, path, "is no run as groktop records it: '\(name)' is no plain table (\(type))")
            }
            mayCompute = mayCompute || Self.mayCompute(sql)
        }
        // To ask for the columns of all tables takes a quarter of the time in which a list reads a run.
        if mayCompute { try checkColumns(path: path) }
    }

    /// Whether a table's text can declare a computed column: no such declaration does without the word AS.
    static func mayCompute(_ sql: String) -> Bool {
        sql.utf8.split { byte in
            let letter = byte | 0x20
            return !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
        }.contains { word in word.count == 2 && word.elementsEqual("as".utf8) { $0 | 0x20 == $1 } }
    }

    private func checkColumns(path: String) throws {
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
