internal import RunEvents

/// Goes along a row's columns from the left, one call a column, and declares, writes or reads each.
///
/// A record names its columns once, in `TableRow.columns`. The visitors make everything else of that: `ColumnList` the
/// schema and its SQL, `ColumnWriter` a row of the database, `TextRow` a row of CSV, and `ColumnReader` a record again.
/// Every call is specialised for its visitor, so that a record is read as fast as if it had been written out by hand.
protocol ColumnVisitor: ~Copyable {
    /// Whether the columns' values are put into the record. Otherwise the record stays as it is.
    var isReading: Bool { get }
    /// Whether the record's values are put into the columns.
    var isWriting: Bool { get }
    /// What the run's values can be, and which format's columns are meant.
    var limits: ColumnLimits { get }

    /// An integer that is the table's primary key.
    mutating func key(_ key: TableKey, _ value: inout Int) throws(RecordingError)
    /// - Throws: while reading, `RecordingError` for what is no integer or lies outside of `range`.
    mutating func integer(_ name: String, _ value: inout Int, in range: ClosedRange<Int>) throws(RecordingError)
    /// An integer, or NULL for nil.
    mutating func optionalInteger(
        _ name: String, _ value: inout Int?, in range: ClosedRange<Int>
    ) throws(RecordingError)
    /// A double, to the bit.
    mutating func real(_ name: String, _ value: inout Double) throws(RecordingError)
    /// A double, or NULL for nil.
    mutating func optionalReal(_ name: String, _ value: inout Double?) throws(RecordingError)
    /// A list in the columns `name_1` … `name_count`, those behind its end NULL.
    mutating func reals(_ name: String, _ values: inout [Double], count: Int) throws(RecordingError)
    /// A text, which is UTF-8.
    mutating func text(_ name: String, _ value: inout String) throws(RecordingError)
    /// A text, or NULL for nil.
    mutating func optionalText(_ name: String, _ value: inout String?) throws(RecordingError)

    /// The error for a value of the column just visited that nobody records.
    func damage(_ problem: String) -> RecordingError
    /// The error for a value of the column just visited that this groktop does not know: damage in a format that it
    /// writes, and something new in a later one.
    mutating func unknown(_ problem: String) -> RecordingError
}

extension ColumnVisitor where Self: ~Copyable {
    /// An integer from 0 on.
    mutating func integer(_ name: String, _ value: inout Int) throws(RecordingError) {
        try integer(name, &value, in: 0...ColumnLimits.largestCount)
    }

    /// A list as `reals`, or NULL in all of its columns for nil.
    mutating func optionalReals(
        _ name: String, _ values: inout [Double]?, count: Int
    ) throws(RecordingError) {
        var list = values ?? []
        try reals(name, &list, count: count)
        if isReading { values = list.isEmpty ? nil : list }
    }

    /// A list of integers above 0 in the columns `name_1` … `name_count`, those behind its end NULL, as are all for
    /// nil.
    mutating func optionalIntegers(_ name: String, _ values: inout [Int]?, count: Int) throws(RecordingError) {
        var read: [Int] = []
        for index in 0..<count {
            var value = isWriting ? values.flatMap { $0.indices.contains(index) ? $0[index] : nil } : nil
            try optionalInteger("\(name)_\(index + 1)", &value, in: 1...Int.max)
            guard let value, isReading else { continue }
            guard read.count == index else { throw damage("stands behind an end") }
            read.append(value)
        }
        if isReading { values = read.isEmpty ? nil : read }
    }

    /// A truth value, as 0 or 1.
    mutating func flag(_ name: String, _ value: inout Bool) throws(RecordingError) {
        var number = value ? 1 : 0
        try integer(name, &number, in: 0...1)
        if isReading { value = number == 1 }
    }

    /// Seconds, finite and not negative.
    mutating func seconds(_ name: String, _ value: inout Double) throws(RecordingError) {
        try real(name, &value)
        if isReading, !(value >= 0 && value < .infinity) { throw damage("is \(value), which is no time") }
    }

    /// A text that is one of a few words.
    mutating func word<Word: RawRepresentable<String>>(_ name: String, _ word: inout Word) throws(RecordingError) {
        var text = isWriting ? word.rawValue : ""
        try self.text(name, &text)
        if isReading { word = try known(text) }
    }

    /// A text that is one of a few words, or NULL for nil.
    mutating func optionalWord<Word: RawRepresentable<String>>(
        _ name: String, _ word: inout Word?
    ) throws(RecordingError) {
        var text = isWriting ? word?.rawValue : nil
        try optionalText(name, &text)
        guard isReading else { return }
        guard let text else { return word = nil }
        word = try known(text) as Word
    }

    private mutating func known<Word: RawRepresentable<String>>(_ text: String) throws(RecordingError) -> Word {
        guard let word = Word(rawValue: text) else { throw unknown("is '\(text.prefix(40))', which is not known") }
        return word
    }

    /// A value as JSON text.
    ///
    /// - Parameter value: nil only where no row has been read yet.
    mutating func json<Value: Codable>(_ name: String, _ value: inout Value?) throws(RecordingError) {
        var text = ""
        if isWriting {
            guard let written = value.flatMap({ try? JSONText.line($0) }) else {
                preconditionFailure("\(name) has no JSON: \(String(describing: value))")
            }
            text = written
        }
        try self.text(name, &text)
        guard isReading else { return }
        guard let read = try? JSONText.value(Value.self, text) else { throw unknown("does not decode") }
        value = read
    }

    /// Whether the table has a column that came with a later version of the format than the first:
    /// `if row.has(since: 4) { try row.optionalReal("gradient_norm", &gradientNorm) }`.
    ///
    /// Such a column takes NULL, as the rows that were recorded before have none; its property keeps the value of
    /// `blank` there.
    func has(since version: Int) -> Bool { limits.version >= version }
}
