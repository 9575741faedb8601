/// Collects the values of a row as text, for CSV.
struct TextRow: ColumnVisitor {
    let limits: ColumnLimits
    /// A field for each column; empty for NULL.
    private(set) var fields: [String] = []

    init(limits: ColumnLimits) { self.limits = limits }

    /// A double with as many digits as it takes to read back the same one; `NaN`, `inf` and `-inf`, which readers of
    /// CSV know as numbers.
    static func text(_ value: Double) -> String { value.isNaN ? "NaN" : "\(value)" }

    var isReading: Bool { false }
    var isWriting: Bool { true }

    mutating func key(_: TableKey, _ value: inout Int) { fields.append("\(value)") }

    mutating func integer(_: String, _ value: inout Int, in _: ClosedRange<Int>) { fields.append("\(value)") }

    mutating func optionalInteger(_: String, _ value: inout Int?, in _: ClosedRange<Int>) {
        fields.append(value.map { "\($0)" } ?? "")
    }

    mutating func real(_: String, _ value: inout Double) { fields.append(Self.text(value)) }

    mutating func optionalReal(_: String, _ value: inout Double?) {
        fields.append(value.map(Self.text) ?? "")
    }

    mutating func reals(_: String, _ values: inout [Double], count: Int) {
        fields += values.map(Self.text)
        fields += Array(repeating: "", count: count - values.count)
    }

    mutating func text(_: String, _ value: inout String) { fields.append(value) }

    mutating func optionalText(_: String, _ value: inout String?) { fields.append(value ?? "") }

    func damage(_ problem: String) -> RecordingError { preconditionFailure("nothing is read: \(problem)") }

    func unknown(_ problem: String) -> RecordingError { damage(problem) }
}
