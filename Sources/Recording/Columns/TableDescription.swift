/// A table of the run's database: its name and columns, and the SQL that follows from them.
struct TableDescription {
    /// The name of the table, in the database and in `groktop export --table`.
    let name: String
    /// The columns, in order.
    let columns: [TableColumn]

    /// - Parameters:
    ///   - rows: kinds of rows whose columns stand one behind the other.
    ///   - limits: decide how many columns a list has, and which columns the format has.
    init(_ name: String, _ rows: any TableRow.Type..., limits: ColumnLimits) {
        var list = ColumnList(limits: limits)
        for row in rows { list.add(row) }
        (self.name, columns) = (name, list.columns)
    }

    var creation: String { "CREATE TABLE \"\(name)\" (\(columns.map(\.sql).joined(separator: ", ")))" }

    /// Adds those columns that the table of an earlier format lacks.
    func additions(to earlier: TableDescription) -> [String] {
        let known = Set(earlier.columns.map(\.name))
        return columns.filter { !known.contains($0.name) }
            .map { "ALTER TABLE \"\(name)\" ADD COLUMN \($0.sql)" }
    }

    /// Takes all columns, in order.
    var insertion: String { "INSERT \(whole)" }
    /// Takes all columns, in order; a row of the same key goes.
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
