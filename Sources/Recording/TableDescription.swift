/// A table of the run's database: its name and columns, and the SQL that follows from them.
struct TableDescription {
    let name: String
    let columns: [Column]

    struct Column {
        let name: String
        let declaration: String

        static func integer(_ name: String) -> Column { Column(name: name, declaration: "INTEGER NOT NULL") }
        static func optionalInteger(_ name: String) -> Column { Column(name: name, declaration: "INTEGER") }
        static func text(_ name: String) -> Column { Column(name: name, declaration: "TEXT NOT NULL") }
        static func optionalText(_ name: String) -> Column { Column(name: name, declaration: "TEXT") }
        /// Doubles have no declared type: with REAL's affinity SQLite would keep −0.0 as the integer 0.
        static func real(_ name: String) -> Column { Column(name: name, declaration: "NOT NULL") }
        static func optionalReal(_ name: String) -> Column { Column(name: name, declaration: "") }
        static func optionalReals(_ name: String, _ count: Int) -> [Column] {
            (1...count).map { .optionalReal("\(name)_\($0)") }
        }
        /// The key of a table that holds one row.
        static let onlyRow = Column(name: "id", declaration: "INTEGER PRIMARY KEY CHECK (id = 1)")
        /// The key of a table of events.
        static let sequence = Column(name: "sequence", declaration: "INTEGER PRIMARY KEY")
    }

    var creation: String {
        let columns = columns.map { "\"\($0.name)\" \($0.declaration)".trimmingSuffix(" ") }
        return "CREATE TABLE \"\(name)\" (\(columns.joined(separator: ", ")))"
    }

    /// Takes all columns, in order.
    var insertion: String { "INSERT \(whole)" }
    /// The same; a row of the same key goes.
    var replacement: String { "REPLACE \(whole)" }

    private var whole: String {
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        return "INTO \"\(name)\" (\(names)) VALUES (\(places))"
    }

    /// All columns, in order.
    var selection: String { "SELECT \(names) FROM \"\(name)\"" }

    /// Rows of events whose sequence is above the first argument and at most the second, in order.
    var range: String { "\(selection) WHERE \"sequence\" > ? AND \"sequence\" <= ? ORDER BY \"sequence\"" }

    private var names: String { columns.map { "\"\($0.name)\"" }.joined(separator: ", ") }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
