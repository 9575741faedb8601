internal import GRDB
internal import GRDBSQLite
internal import RunEvents

/// Takes a row of a table apart, column by column from the left. Whatever is not as it was recorded is refused by name.
///
/// Not copyable, so that no reference is counted for each number read.
struct ColumnReader: ~Copyable {
    /// What values of this run can be.
    struct Limits {
        /// Of the whole run.
        var steps: Int
        /// W.
        var window: Int
        /// Of the format.
        var version = RecordingSchema.version
    }

    let limits: Limits
    private let path: String
    private let table: String
    private let raw: SQLiteStatement
    private var column: Int32 = -1

    init(_ statement: Statement, table: String, path: String, limits: Limits) {
        raw = statement.sqliteStatement
        self.table = table
        self.path = path
        self.limits = limits
    }

    mutating func beginRow() { column = -1 }

    /// Of the next column. Connections are used by one thread at a time and opened without a mutex: there, SQLite says,
    /// values need no protection either, and asking them is faster than asking for columns.
    private mutating func next() -> (value: OpaquePointer?, type: Int32) {
        column += 1
        let value = sqlite3_column_value(raw, column)
        return (value, sqlite3_value_type(value))
    }

    mutating func integer(in range: ClosedRange<Int> = 0...Int.max) throws(RecordingError) -> Int {
        try integer(next(), in: range)
    }

    mutating func optionalInteger(in range: ClosedRange<Int> = 0...Int.max) throws(RecordingError) -> Int? {
        let next = next()
        return next.type == SQLITE_NULL ? nil : try integer(next, in: range)
    }

    private func integer(
        _ current: (value: OpaquePointer?, type: Int32), in range: ClosedRange<Int>
    ) throws(RecordingError) -> Int {
        guard current.type == SQLITE_INTEGER else { throw damage("is no integer") }
        let value = Int(sqlite3_value_int64(current.value))
        guard range.contains(value) else {
            throw damage(
                range.upperBound == .max ? "is \(value), below \(range.lowerBound)" : "is \(value), not in \(range)")
        }
        return value
    }

    mutating func step() throws(RecordingError) -> Int { try integer(in: 0...limits.steps) }

    mutating func real() throws(RecordingError) -> Double { try real(next()) }

    mutating func optionalReal() throws(RecordingError) -> Double? {
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

    /// A list in `count` columns: NULL from its end on.
    mutating func reals(count: Int) throws(RecordingError) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(count)
        for index in 0..<count {
            guard let value = try optionalReal() else { continue }
            guard values.count == index else { throw damage("stands behind an end") }
            values.append(value)
        }
        return values
    }

    mutating func text() throws(RecordingError) -> String { try text(next()) }

    mutating func optionalText() throws(RecordingError) -> String? {
        let next = next()
        return next.type == SQLITE_NULL ? nil : try text(next)
    }

    private func text(_ current: (value: OpaquePointer?, type: Int32)) throws(RecordingError) -> String {
        guard current.type == SQLITE_TEXT, let start = sqlite3_value_text(current.value) else {
            throw damage("is no text")
        }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(current.value)))
        guard let text = String(validating: bytes, as: UTF8.self) else { throw damage("is no text") }
        return text
    }

    /// A text that is one of a few words.
    mutating func word<Word: RawRepresentable<String>>(_: Word.Type) throws(RecordingError) -> Word {
        let text = try text()
        guard let word = Word(rawValue: text) else { throw damage("is '\(text.prefix(40))', which is not known") }
        return word
    }

    mutating func optionalWord<Word: RawRepresentable<String>>(_: Word.Type) throws(RecordingError) -> Word? {
        guard let text = try optionalText() else { return nil }
        guard let word = Word(rawValue: text) else { throw damage("is '\(text.prefix(40))', which is not known") }
        return word
    }

    /// The column just read is not as it was recorded.
    func damage(_ problem: String) -> RecordingError {
        let name = sqlite3_column_name(raw, column).map { String(cString: $0) } ?? "column \(column + 1)"
        return RecordingError(
            .data, path, "is damaged: \(name) of \(table) \(sqlite3_column_int64(raw, 0)) \(problem)")
    }
}
