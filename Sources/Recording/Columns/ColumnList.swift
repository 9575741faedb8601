internal import RunEvents

/// Collects the columns that rows declare, for `TableDescription`.
struct ColumnList: ColumnVisitor {
    let limits: ColumnLimits
    private(set) var columns: [TableColumn] = []

    init(limits: ColumnLimits) { self.limits = limits }

    var isReading: Bool { false }
    var isWriting: Bool { false }

    /// Adds the columns of a kind of row.
    mutating func add<Row: TableRow>(_: Row.Type) {
        var row = Row.blank
        do {
            try row.columns(&self)
        } catch {
            preconditionFailure("\(Row.self) refuses to be declared: \(error)")
        }
    }

    mutating func key(_ key: TableKey, _: inout Int) { columns.append(key.column) }

    mutating func integer(_ name: String, _: inout Int, in _: ClosedRange<Int>) { columns.append(.integer(name)) }

    mutating func optionalInteger(_ name: String, _: inout Int?, in _: ClosedRange<Int>) {
        columns.append(.optionalInteger(name))
    }

    mutating func real(_ name: String, _: inout Double) { columns.append(.real(name)) }

    mutating func optionalReal(_ name: String, _: inout Double?) { columns.append(.optionalReal(name)) }

    mutating func reals(_ name: String, _: inout [Double], count: Int) {
        for index in 1...count { columns.append(.optionalReal("\(name)_\(index)")) }
    }

    mutating func text(_ name: String, _: inout String) { columns.append(.text(name)) }

    mutating func optionalText(_ name: String, _: inout String?) { columns.append(.optionalText(name)) }

    func damage(_ problem: String) -> RecordingError { preconditionFailure("nothing is read: \(problem)") }

    func unknown(_ problem: String) -> RecordingError { damage(problem) }
}
