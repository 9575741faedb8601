import Foundation
import GRDB
import Recording
import RunEvents
import Testing

/// Recordings of a later groktop: what this one knows is read, and the rest is left out.
@Suite("Recording: later formats")
struct LaterFormatTests {
    private let runs: TemporaryRuns
    private let folder: RunFolder
    private let recorded: [RecordedEvent]

    init() throws {
        runs = try TemporaryRuns()
        folder = try runs.record(Samples.all)
        recorded = try RunReader(folder).events()
    }

    /// Changes the database as a later groktop could have made it.
    private func execute(_ statements: String...) throws {
        let queue = try DatabaseQueue(path: folder.database.path)
        try queue.writeWithoutTransaction { database in
            for statement in statements { try database.execute(sql: statement) }
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
    }

    private func makeLater() throws { try execute("PRAGMA user_version = 6") }

    /// Makes a table anew with a column that is not known before the `index`-th.
    private func insertColumn(_ table: String, before index: Int) throws {
        let queue = try DatabaseQueue(path: folder.database.path)
        try queue.write { database in
            let columns = try Row.fetchAll(database, sql: "SELECT * FROM pragma_table_info('\(table)')")
            let names: [String] = columns.map { "\"\($0["name"] as String)\"" }
            var definitions = zip(names, columns).map { name, column in
                let isKey = (column["pk"] as Int) == 1
                let type: String = column["type"]
                return "\(name) \(type) \(isKey ? "PRIMARY KEY" : (column["notnull"] as Int) == 1 ? "NOT NULL" : "")"
            }
            definitions.insert("\"later\" TEXT NOT NULL DEFAULT 'what nobody here knows'", at: index)
            let list = names.joined(separator: ", ")
            try database.execute(sql: "ALTER TABLE \"\(table)\" RENAME TO \"old\"")
            try database.execute(sql: "CREATE TABLE \"\(table)\" (\(definitions.joined(separator: ", ")))")
            try database.execute(sql: "INSERT INTO \"\(table)\" (\(list)) SELECT \(list) FROM \"old\"")
            try database.execute(sql: "DROP TABLE \"old\"")
        }
        try queue.close()
    }

    private func refusal() -> RecordingError? {
        recordingError {
            let reader = try RunReader(folder)
            _ = try reader.summary()
            _ = try reader.events()
        }
    }

    private func refusal(_ reason: String) -> RecordingError { RecordingError(.data, folder.database.path, reason) }

    @Test("columns at the end, in the middle and at the beginning, and tables, do not disturb what is known")
    func additions() throws {
        let summary = try RunReader(folder).summary()
        let tables = EventTable.names
        for table in ["run", "progress"] + tables {
            try execute("ALTER TABLE \"\(table)\" ADD COLUMN \"more\" TEXT DEFAULT 'x'")
        }
        for (index, table) in ["run", "progress", "evaluation", "spectrum", "probe", "session"].enumerated() {
            try insertColumn(table, before: index)
        }
        try execute(
            "CREATE TABLE \"notes\" (\"text\")", "INSERT INTO \"notes\" VALUES ('a')",
            "CREATE TABLE \"of \"\"loss\"\"\" (\"sequence\" INTEGER PRIMARY KEY, \"sharpness\")")
        try makeLater()
        let reader = try RunReader(folder)
        #expect(try reader.events() == recorded)
        #expect(try reader.summary() == summary)
        #expect(try reader.newestSequence() == Samples.all.count)
        #expect(
            reader.laterFormatNotice
                == "was recorded by a later groktop (version 6 of the format); what this one does not know is left out")
        let table = try #require(EventTable("evaluation", of: reader.run))
        #expect(table.columns.first == "sequence" && !table.columns.contains("later"))
    }

    @Test("a format that this groktop writes has no notice")
    func known() throws { #expect(try RunReader(folder).laterFormatNotice == nil) }

    @Test("events of an unknown table keep their place, between those that are known and behind them")
    func unknownEvents() throws {
        let last = Samples.all.count
        try execute(
            "CREATE TABLE \"a \"\"quoted\"\" table\" (\"sequence\" INTEGER PRIMARY KEY, \"sharpness\")",
            "INSERT INTO \"a \"\"quoted\"\" table\" VALUES (13, 1.0), (\(last + 1), 2.0)",
            "DELETE FROM marker WHERE sequence = 13")
        try makeLater()
        let reader = try RunReader(folder)
        #expect(try reader.events() == recorded.filter { $0.sequence != 13 })
        #expect(try reader.newestSequence() == last + 1)
        var ends: [Int] = []
        try reader.forEachBatch { batch throws(RecordingError) in ends.append(batch.lastSequence) }
        #expect(ends == [last + 1])
        #expect(try reader.events(after: last).isEmpty)
    }

    @Test("in a known format a row in an unknown table fills no hole")
    func holeInKnownFormat() throws {
        try execute(
            "CREATE TABLE \"extra\" (\"sequence\" INTEGER PRIMARY KEY)", "INSERT INTO \"extra\" VALUES (13)",
            "DELETE FROM marker WHERE sequence = 13")
        #expect(refusal() == refusal("is damaged: 19 of the 20 events from 1 to 20 are there"))
    }

    @Test("a missing row is damage in a later format too")
    func hole() throws {
        try execute("DELETE FROM marker WHERE sequence = 13")
        try makeLater()
        #expect(refusal() == refusal("is damaged: 19 of the 20 events from 1 to 20 are there"))
    }

    @Test(
        "a row with a word that is not known is left out, and is damage in a known format",
        arguments: [
            ("marker", "kind = 'ungrokked'", 13, "kind of marker 13 is 'ungrokked', which is not known"),
            ("probe", "kind = 'telepathy'", 15, "kind of probe 15 is 'telepathy', which is not known"),
            ("probe", "record = '{\"kind\":\"telepathy\"}'", 15, "record of probe 15 does not decode"),
            ("command", "command = 'fly'", 9, "command of command 9 is 'fly', which is not known"),
            ("refusal", "command = 'fly'", 10, "command of refusal 10 is 'fly', which is not known"),
            ("spectrum", "drive_class = 'both'", 4, "drive_class of spectrum 4 is 'both', which is not known"),
            ("session", "kind = 'moved'", 18, "kind of session 18 is 'moved', which is not known"),
            ("finish", "reason = 'bored'", 20, "reason of finish 20 is 'bored', which is not known"),
        ])
    func unknownWord(table: String, change: String, sequence: Int, problem: String) throws {
        try execute("UPDATE \"\(table)\" SET \(change) WHERE sequence = \(sequence)")
        #expect(refusal() == refusal("is damaged: \(problem)"))
        // Opened before a later groktop went on with the run.
        let reader = try RunReader(folder)
        try makeLater()
        #expect(try reader.events() == recorded.filter { $0.sequence != sequence })
        #expect(try RunReader(folder).events() == recorded.filter { $0.sequence != sequence })
        #expect(throws: Never.self) { try reader.summary() }
    }

    @Test("what is no word is checked as in a known format")
    func damage() throws {
        try execute("UPDATE evaluation SET train_loss = 'x' WHERE sequence = 2")
        try makeLater()
        #expect(refusal() == refusal("is damaged: train_loss of evaluation 2 is no number"))
    }

    @Test("an unknown word where there is one row alone is named, not called damage")
    func unknownState() throws {
        try execute("UPDATE progress SET state = 'queued'")
        try makeLater()
        #expect(
            refusal() == refusal("has version 6 of the format: state of progress 1 is 'queued', which is not known"))
    }

    @Test(
        "a later format without what is known is refused at once, in one line",
        arguments: [
            ("ALTER TABLE evaluation DROP COLUMN test_loss", "no such column: test_loss"),
            ("ALTER TABLE response RENAME COLUMN epsilon TO eps", "no such column: epsilon"),
            ("DROP TABLE intervention", "no such table: intervention"),
        ])
    func missing(sql: String, what: String) throws {
        try execute(sql)
        try makeLater()
        let reason = "has version 6 of the format, and lacks what this groktop reads: \(what)"
        #expect(recordingError { _ = try RunReader(folder) } == refusal(reason))
        #expect(recordingError { _ = try RunRecorder.continuing(folder) } == refusal(reason))
    }

    @Test("it is neither gone on with nor forked, and no byte changes")
    func writing() throws {
        try makeLater()
        let before = try Data(contentsOf: folder.database)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let expected = refusal(
            "has version 6 of the format; this groktop reads it, but goes on with and forks only versions 1 to 5")
        #expect(recordingError { _ = try RunRecorder.continuing(folder) } == expected)
        let parent = try RunReader(folder)
        #expect(
            recordingError {
                _ = try RunFork.create(
                    from: parent, at: 100, run: TemporaryRuns.newRun(Samples.config(), "beef"), in: runs.url)
            } == expected)
        #expect(runs.names == [folder.name])
        #expect(try Data(contentsOf: folder.database) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
    }

    @Test(
        "nothing but plain tables is read of it either", .timeLimit(.minutes(20)),
        arguments: [
            (
                """
                CREATE VIEW extra AS WITH RECURSIVE n(sequence) AS (SELECT 1 UNION ALL SELECT sequence + 1 FROM n) \
                SELECT sequence FROM n
                """, "'extra' is no plain table (view)"
            ),
            (
                "CREATE TRIGGER t AFTER INSERT ON evaluation BEGIN DELETE FROM run; END",
                "'t' is no plain table (trigger)"
            ),
            ("CREATE VIRTUAL TABLE words USING fts5(sequence)", "'words' is no plain table (table)"),
            (
                "CREATE TABLE extra (sequence INTEGER PRIMARY KEY, more AS (abs(sequence)))",
                "column 'more' of 'extra' is computed"
            ),
            ("ALTER TABLE evaluation ADD COLUMN more AS (step + 1)", "column 'more' of 'evaluation' is computed"),
            ("CREATE INDEX i ON evaluation (abs(step))", "'i' is no plain table (index)"),
        ])
    func hostile(statement: String, problem: String) throws {
        try execute(statement)
        try makeLater()
        #expect(
            recordingError { _ = try RunReader(folder) }
                == refusal("is no run as groktop records it: \(problem)"))
    }
}
