internal import GRDB
internal import GRDBSQLite

extension DatabaseError {
    /// What went wrong in the last call of SQLite's own functions.
    static func last(of database: Database) -> DatabaseError {
        let connection = database.sqliteConnection
        return DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)))
    }
}
