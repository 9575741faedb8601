/// A record that is a row of a table, and the one place that names its columns.
protocol TableRow {
    /// A row before its columns are read into it. Its values mean nothing, but for those of columns that an earlier
    /// format does not have.
    static var blank: Self { get }

    /// Visits every column once, in the order of the table.
    ///
    /// - Throws: while reading, `RecordingError` for a value that nobody records.
    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError)
}

extension TableRow {
    /// Reads the columns that follow.
    init(row: inout ColumnReader) throws(RecordingError) {
        self = .blank
        try columns(&row)
    }

    /// Hands all columns to a visitor that does not read.
    func write(to row: inout some ColumnVisitor) throws(RecordingError) {
        precondition(!row.isReading)
        var copy = self
        try copy.columns(&row)
    }
}
