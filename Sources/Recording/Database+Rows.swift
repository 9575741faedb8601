internal import GRDB
internal import GRDBSQLite

extension Database {
    /// Reads what the statement selects.
    /// - Parameter arguments: of its question marks, in order.
    func forEachRow(
        _ sql: String, _ arguments: [Int] = [], table: String, path: String,
        limits: ColumnReader.Limits = ColumnReader.Limits(steps: .max, window: 1),
        _ body: (inout ColumnReader) throws -> Void
    ) throws {
        let statement = try makeStatement(sql: sql)
        let raw = statement.sqliteStatement
        for (index, argument) in arguments.enumerated() {
            guard sqlite3_bind_int64(raw, Int32(index + 1), Int64(argument)) == SQLITE_OK else {
                throw DatabaseError.last(of: self)
            }
        }
        var row = ColumnReader(statement, table: table, path: path, limits: limits)
        while true {
            switch sqlite3_step(raw) {
            case SQLITE_ROW:
                row.beginRow()
                try body(&row)
            case SQLITE_DONE: return
            default: throw DatabaseError.last(of: self)
            }
        }
    }
}
