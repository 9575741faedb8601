internal import GRDB
internal import GRDBSQLite

/// Takes a row of a table apart, column by column from the left. Whatever is not as it was recorded is refused by name.
struct ColumnReader {
    /// What values of this run can be.
    struct Limits {
        /// Of the whole run.
        var steps: Int
        /// W.
        var window: Int
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

    mutating func integer(in range: ClosedRange<Int> = 0...Int.max) throws(RecordingError) -> Int {
        column += 1
        guard sqlite3_column_type(raw, column) == SQLITE_INTEGER else { throw damage("is no integer") }
        let value = Int(sqlite3_column_int64(raw, column))
        guard range.contains(value) else {
            throw damage(range.upperBound == .max ? "is \(value), below \(range.lowerBound)" : "is \(value), not in \(range)")
        }
        return value
    }

    mutating func optionalInteger(in range: ClosedRange<Int> = 0...Int.max) throws(RecordingError) -> Int? {
        try skipNull() ? nil : integer(in: range)
    }

    mutating func step() throws(RecordingError) -> Int { try integer(in: 0...limits.steps) }

    mutating func real() throws(RecordingError) -> Double {
        column += 1
        return try currentReal(sqlite3_column_type(raw, column))
    }

    mutating func optionalReal() throws(RecordingError) -> Double? {
        column += 1
        let type = sqlite3_column_type(raw, column)
        return type == SQLITE_NULL ? nil : try currentReal(type)
    }

    private func currentReal(_ type: Int32) throws(RecordingError) -> Double {
        if type == SQLITE_FLOAT { return sqlite3_column_double(raw, column) }
        guard type == SQLITE_TEXT, try currentText() == ColumnWriter.notANumber else { throw damage("is no number") }
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

    mutating func text() throws(RecordingError) -> String {
        column += 1
        guard sqlite3_column_type(raw, column) == SQLITE_TEXT else { throw damage("is no text") }
        return try currentText()
    }

    mutating func optionalText() throws(RecordingError) -> String? { try skipNull() ? nil : text() }

    /// A text that is one of a few words.
    mutating func word<Word: RawRepresentable<String>>(_: Word.Type) throws(RecordingError) -> Word {
        let text = try text()
        guard let word = Word(rawValue: text) else { throw damage("is '\(text.prefix(40))', which is not known") }
        return word
    }

    private func currentText() throws(RecordingError) -> String {
        let bytes = UnsafeBufferPointer(
            start: sqlite3_column_text(raw, column), count: Int(sqlite3_column_bytes(raw, column)))
        guard let text = String(validating: bytes, as: UTF8.self) else { throw damage("is no text") }
        return text
    }

    private mutating func skipNull() throws(RecordingError) -> Bool {
        guard sqlite3_column_type(raw, column + 1) == SQLITE_NULL else { return false }
        column += 1
        return true
    }

    /// The column just read is not as it was recorded.
    func damage(_ problem: String) -> RecordingError {
        let name = sqlite3_column_name(raw, column).map { String(cString: $0) } ?? "column \(column + 1)"
        return RecordingError(
            .data, path, "is damaged: \(name) of \(table) \(sqlite3_column_int64(raw, 0)) \(problem)")
    }
}
