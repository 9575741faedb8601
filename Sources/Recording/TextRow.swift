/// Collects the values of a row as text, for CSV.
struct TextRow: ColumnVisitor {
    let limits: ColumnLimits
    /// A field for each column; empty for NULL.
    private(set) var fields: [String] = []

    init(limits: ColumnLimits) { self.limits = limits }

    var isReading: Bool { false }
    var isWriting: Bool { true }

    mutating func key(_: TableDescription.Key, _ value: inout Int) { fields.append("\(value)") }

    mutating func integer(_: String, _ value: inout Int, in _: ClosedRange<Int>) { fields.append("\(value)") }

    mutating func optionalInteger(_: String, _ value: inout Int?, in _: ClosedRange<Int>) {
        fields.append(value.map { "\($0)" } ?? "")
    }

    mutating func real(_: String, _ value: inout Double) { fields.append(EventTable.text(value)) }

    mutating func optionalReal(_: String, _ value: inout Double?) {
        fields.append(value.map(EventTable.text) ?? "")
    }

    mutating func reals(_: String, _ values: inout [Double], count: Int) {
        fields += values.map(EventTable.text)
        fields += Array(repeating: "", count: count - values.count)
    }

    mutating func text(_: String, _ value: inout String) { fields.append(value) }

    mutating func optionalText(_: String, _ value: inout String?) { fields.append(value ?? "") }

    func damage(_ problem: String) -> RecordingError { preconditionFailure("nothing is read: \(problem)") }

    func unknown(_ problem: String) -> RecordingError { damage(problem) }
}
