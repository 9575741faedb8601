internal import Foundation
internal import GRDB
package import RunEvents

extension RunReader {
    /// The commands that the run has been given, in order. It reads one table, so it costs little in a long run.
    ///
    /// - Throws: `RecordingError` where the table cannot be read.
    package func commands() throws(RecordingError) -> [CommandRecord] {
        let path = folder.database.path
        return try database.read { database in
            try Self.commands(database, limits(try Self.version(database, path)), path)
        }
    }

    /// The commands that the run has been given, in order.
    static func commands(_ database: Database, _ limits: ColumnLimits, _ path: String) throws -> [CommandRecord] {
        let table = RecordingSchema.Events.command.description(limits)
        var commands: [CommandRecord] = []
        try database.forEachRow(table.range, [0, .max], table: table.name, path: path, limits: limits) { row in
            let command = try row.known { row throws(RecordingError) in
                _ = try EventPlace(row: &row)
                return try CommandRecord(row: &row)
            }
            command.map { commands.append($0) }
        }
        return commands
    }
}
