internal import GRDB
internal import GRDBSQLite
internal import RunEvents

/// Reads a row of a table, column by column from the left. Whatever is not as it was recorded is refused by name.
///
/// Not copyable, so that no reference is counted for each number read.
struct ColumnReader: ColumnVisitor, ~Copyable {
    let limits: ColumnLimits
    private let path: String
    private let table: String
    private let raw: SQLiteStatement
    private var column: Int32 = -1
    /// Whether the row has turned out to hold what only a later groktop knows.
    private(set) var isUnknown = false

    init(_ statement: Statement, table: String, path: String, limits: ColumnLimits) {
        raw = statement.sqliteStatement
        self.table = table
        self.path = path
        self.limits = limits
    }

    var isReading: Bool { true }
    var isWriting: Bool { false }

    mutating func beginRow() { (column, isUnknown) = (-1, false) }

    /// The next column's value. Connections are used by one thread at a time and opened without a mutex: there, SQLite
    /// says, values need no protection either, and asking them is faster than asking for columns.
    private mutating func next() -> (value: OpaquePointer?, type: Int32) {
        column += 1
        let value = sqlite3_column_value(raw, column)
        return (value, sqlite3_value_type(value))
    }

    mutating func key(_ key: TableKey, _ value: inout Int) throws(RecordingError) {
        value = try integer(next(), in: key.range)
    }

    mutating func integer(_: String, _ value: inout Int, in range: ClosedRange<Int>) throws(RecordingError) {
        value = try integer(next(), in: range)
    }

    mutating func optionalInteger(_: String, _ value: inout Int?, in range: ClosedRange<Int>) throws(RecordingError) {
        let next = next()
        value = next.type == SQLITE_NULL ? nil : try integer(next, in: range)
    }

    /// The next column's integer, of a statement that was written out.
    mutating func integer(in range: ClosedRange<Int> = 0...ColumnLimits.largestCount) throws(RecordingError) -> Int {
        try integer(next(), in: range)
    }

    private func integer(
        _ current: (value: OpaquePointer?, type: Int32), in range: ClosedRange<Int>
    ) throws(RecordingError) -> Int {
        guard current.type == SQLITE_INTEGER else { throw damage("is no integer") }
        let value = Int(sqlite3_value_int64(current.value))
        guard range.contains(value) else {
            let isOpen = range.upperBound == ColumnLimits.largestCount
            throw damage(
                isOpen && value < range.lowerBound
                    ? "is \(value), below \(range.lowerBound)" : "is \(value), not in \(range)")
        }
        return value
    }

    mutating func real(_: String, _ value: inout Double) throws(RecordingError) { value = try real(next()) }

    mutating func optionalReal(_: String, _ value: inout Double?) throws(RecordingError) {
        value = try optionalReal()
    }

    private mutating func optionalReal() throws(RecordingError) -> Double? {
        let next = next()
        return next.type == SQLITE_NULL ? nil : try real(next)
    }

    private func real(_ current: (value: OpaquePointer?, type: Int32)) throws(RecordingError) -> Double {
        if current.type == SQLITE_FLOAT { return sqlite3_value_double(current.value) }
        guard current.type == SQLITE_TEXT, try text(current) == JSONValue.notANumber else {
            throw damage("is no number")
        }
        return .nan
    }

    mutating func reals(_: String, _ values: inout [Double], count: Int) throws(RecordingError) {
        var read: [Double] = []
        read.reserveCapacity(count)
        for index in 0..<count {
            guard let value = try optionalReal() else { continue }
            guard read.count == index else { throw damage("stands behind an end") }
            read.append(value)
        }
        values = read
    }

    mutating func text(_: String, _ value: inout String) throws(RecordingError) { value = try text() }

    mutating func optionalText(_: String, _ value: inout String?) throws(RecordingError) {
        let next = next()
        value = next.type == SQLITE_NULL ? nil : try text(next)
    }

    /// The next column's text, of a statement that was written out.
    mutating func text() throws(RecordingError) -> String { try text(next()) }

    private func text(_ current: (value: OpaquePointer?, type: Int32)) throws(RecordingError) -> String {
        guard current.type == SQLITE_TEXT, let start = sqlite3_value_text(current.value) else {
            throw damage("is no text")
        }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(current.value)))
        guard let text = String(validating: bytes, as: UTF8.self) else { throw damage("is no text") }
        return text
    }

    func damage(_ problem: String) -> RecordingError {
        RecordingError(.data, path, "is damaged: \(place) \(problem)")
    }

    mutating func unknown(_ problem: String) -> RecordingError {
        guard limits.isLater else { return damage(problem) }
        isUnknown = true
        return RecordingError(.data, path, "has version \(limits.version) of the format: \(place) \(problem)")
    }

    /// What `body` reads of the row.
    ///
    /// - Returns: nil for a row of a later format that holds a word which this groktop does not know.
    mutating func known<Value>(
        _ body: (inout ColumnReader) throws(RecordingError) -> Value
    ) throws(RecordingError) -> Value? {
        do {
            return try body(&self)
        } catch {
            guard isUnknown else { throw error }
            return nil
        }
    }

    /// The column just read: its name, its table, and the row's key.
    private var place: String {
        let name = sqlite3_column_name(raw, column).map { String(cString: $0) } ?? "column \(column + 1)"
        return "\(name) of \(table) \(sqlite3_column_int64(raw, 0))"
    }
}
