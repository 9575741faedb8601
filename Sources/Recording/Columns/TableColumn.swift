/// A column's name, and what follows it in CREATE TABLE.
struct TableColumn {
    let name: String
    let declaration: String

    static func integer(_ name: String) -> TableColumn { TableColumn(name: name, declaration: "INTEGER NOT NULL") }
    static func optionalInteger(_ name: String) -> TableColumn { TableColumn(name: name, declaration: "INTEGER") }
    static func text(_ name: String) -> TableColumn { TableColumn(name: name, declaration: "TEXT NOT NULL") }
    static func optionalText(_ name: String) -> TableColumn { TableColumn(name: name, declaration: "TEXT") }
    /// Doubles have no declared type: with REAL's affinity SQLite would keep −0.0 as the integer 0.
    static func real(_ name: String) -> TableColumn { TableColumn(name: name, declaration: "NOT NULL") }
    static func optionalReal(_ name: String) -> TableColumn { TableColumn(name: name, declaration: "") }

    /// The column's part of CREATE TABLE and ALTER TABLE.
    var sql: String { declaration.isEmpty ? "\"\(name)\"" : "\"\(name)\" \(declaration)" }
}
