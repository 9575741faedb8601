internal import GRDB
internal import GRDBSQLite
internal import RunEvents

/// Puts a row into a table, column by column from the left.
struct ColumnWriter: ColumnVisitor {
    let limits: ColumnLimits
    private let database: Database
    private let statement: Statement
    private let raw: SQLiteStatement
    private var column: Int32 = 0
    private var code = SQLITE_OK

    /// Has SQLite copy a text that is bound.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// - Parameter sql: takes all columns of a table.
    init(_ database: Database, _ sql: String, _ limits: ColumnLimits) throws {
        self.database = database
        self.limits = limits
        statement = try database.cachedStatement(sql: sql)
        raw = statement.sqliteStatement
    }

    var isReading: Bool { false }
    var isWriting: Bool { true }

    mutating func key(_: TableKey, _ value: inout Int) { integer(value) }

    mutating func integer(_: String, _ value: inout Int, in _: ClosedRange<Int>) { integer(value) }

    mutating func optionalInteger(_: String, _ value: inout Int?, in _: ClosedRange<Int>) {
        if let value { integer(value) } else { null() }
    }

    mutating func real(_: String, _ value: inout Double) { real(value) }

    mutating func optionalReal(_: String, _ value: inout Double?) {
        if let value { real(value) } else { null() }
    }

    /// - Precondition: there are as many columns as values.
    mutating func reals(_: String, _ values: inout [Double], count: Int) {
        precondition(values.count <= count, "\(values.count) values for \(count) columns")
        for value in values { real(value) }
        for _ in values.count..<count { null() }
    }

    mutating func text(_: String, _ value: inout String) { text(value) }

    mutating func optionalText(_: String, _ value: inout String?) {
        if let value { text(value) } else { null() }
    }

    func damage(_ problem: String) -> RecordingError { preconditionFailure("nothing is read: \(problem)") }

    func unknown(_ problem: String) -> RecordingError { damage(problem) }

    private mutating func integer(_ value: Int) {
        column += 1
        note(sqlite3_bind_int64(raw, column, Int64(value)))
    }

    private mutating func real(_ value: Double) {
        // SQLite would make NULL of the number.
        if value.isNaN { return text(JSONValue.notANumber) }
        column += 1
        note(sqlite3_bind_double(raw, column, value))
    }

    private mutating func text(_ value: String) {
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

    private mutating func null() {
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
