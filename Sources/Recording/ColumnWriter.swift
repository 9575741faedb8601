internal import GRDB
internal import GRDBSQLite
internal import RunEvents

/// Puts a row into a table, column by column from the left.
struct ColumnWriter: RowSink {
    private let database: Database
    private let statement: Statement
    private let raw: SQLiteStatement
    private var column: Int32 = 0
    private var code = SQLITE_OK

    /// What SQLite is told of text that it is to copy.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// - Parameter sql: takes all columns of a table.
    init(_ database: Database, _ sql: String) throws {
        self.database = database
        statement = try database.cachedStatement(sql: sql)
        raw = statement.sqliteStatement
    }

    mutating func integer(_ value: Int) {
        column += 1
        note(sqlite3_bind_int64(raw, column, Int64(value)))
    }

    mutating func real(_ value: Double) {
        // SQLite would make NULL of the number.
        if value.isNaN { return text(JSONValue.notANumber) }
        column += 1
        note(sqlite3_bind_double(raw, column, value))
    }

    mutating func text(_ value: String) {
        column += 1
        var value = value
        note(
            value.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    // An empty buffer may have no address, and text without one would be NULL.
                    guard let start = $0.baseAddress else {
                        return sqlite3_bind_text(raw, column, "", 0, Self.transient)
                    }
                    return sqlite3_bind_text(raw, column, start, Int32($0.count), Self.transient)
                }
            })
    }

    mutating func null() {
        column += 1
        note(sqlite3_bind_null(raw, column))
    }

    private mutating func note(_ result: Int32) {
        if code == SQLITE_OK { code = result }
    }

    /// Writes the row, and begins the next.
    mutating func endRow() throws {
        defer {
            sqlite3_reset(raw)
            (column, code) = (0, SQLITE_OK)
        }
        precondition(column == sqlite3_bind_parameter_count(raw), "\(column) columns of \(statement.sql)")
        if code == SQLITE_OK { code = sqlite3_step(raw) }
        guard code == SQLITE_DONE else { throw DatabaseError.last(of: database) }
    }
}
