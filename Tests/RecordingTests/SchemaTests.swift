import Foundation
import GRDB
import Recording
import RunEvents
import Testing

@Suite("Recording: the schema")
struct SchemaTests {
    /// What SQLite keeps of a run with W = 5. Recordings hold this text, so it changes with the format's version alone.
    private static let documented = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../docs/recording-schema.sql")

    @Test("version 5 of the format has the tables and columns of docs/recording-schema.sql, but for line breaks")
    func schema() throws {
        let runs = try TemporaryRuns()
        let folder = try runs.record([], TemporaryRuns.newRun(Samples.config(window: 5)))
        let queue = try DatabaseQueue(path: folder.database.path)
        let (sql, identifier, version) = try queue.read { database in
            (
                try String.fetchAll(database, sql: "SELECT sql FROM sqlite_schema ORDER BY rowid"),
                try Int.fetchOne(database, sql: "PRAGMA application_id"),
                try Int.fetchOne(database, sql: "PRAGMA user_version")
            )
        }
        let text = try String(contentsOf: Self.documented, encoding: .utf8)
        let statements = text.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: " ")
            .split(separator: ";").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
        #expect(
            statements == [
                "PRAGMA application_id = \(identifier ?? 0)", "PRAGMA user_version = \(version ?? 0)",
            ] + sql)
        #expect(version == 5)
        let names = sql.compactMap { $0.firstMatch(of: /CREATE TABLE "(\w+)"/).map { String($0.output.1) } }
        #expect(Set(names) == Set(EventTable.names + ["run", "progress"]), "every table is exported")
    }
}
