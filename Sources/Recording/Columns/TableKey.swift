/// What a table's rows are found by.
enum TableKey {
    /// The key of a table that holds one row: 1.
    case onlyRow
    /// The key of a table of events: the event's place in the run, from 1.
    case sequence

    var column: TableColumn {
        switch self {
        case .onlyRow: TableColumn(name: "id", declaration: "INTEGER PRIMARY KEY CHECK (id = 1)")
        case .sequence: TableColumn(name: "sequence", declaration: "INTEGER PRIMARY KEY")
        }
    }

    var range: ClosedRange<Int> {
        switch self {
        case .onlyRow: 1...1
        case .sequence: 1...ColumnLimits.largestCount
        }
    }
}
