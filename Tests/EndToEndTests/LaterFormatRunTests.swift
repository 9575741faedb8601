import Foundation
import Testing

/// A recording of a later groktop: it is listed, exported and replayed, and nothing is written to it.
@Suite("Recordings of later formats")
struct LaterFormatRunTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    private static let notice =
        "was recorded by a later groktop (version 6 of the format); what this one does not know is left out"

    /// Adds columns and a table, and raises the version.
    private func makeLater() throws {
        try sample.execute(
            """
            ALTER TABLE run ADD COLUMN machine TEXT DEFAULT 'there';
            ALTER TABLE progress ADD COLUMN temperature;
            ALTER TABLE evaluation ADD COLUMN sharpness DEFAULT 0.5;
            ALTER TABLE spectrum RENAME TO old;
            CREATE TABLE spectrum AS SELECT sequence, 'x' AS novel, reached_step, elapsed_seconds, step, interval, \
            7 AS other, * FROM old;
            DROP TABLE old;
            CREATE TABLE sharpness (sequence INTEGER PRIMARY KEY, value);
            PRAGMA user_version = 6;
            """)
    }

    @Test("is listed and exported as if nothing were new, and says once that there is")
    func reading() throws {
        let listed = try Program.run("runs", "--json", "--runs", sample.runs)
        let tables = ["evaluation", "spectrum", "gap_ledger", "gap_flow", "session", "command", "events", "probes"]
        let exports = try tables.map { try sample.run(["export"], nil, ["--table", $0]).output }
        let lines = try sample.run(["export"], nil, ["--format", "ndjson"]).output
        try makeLater()
        let before = try sample.contents()
        let now = try Program.run("runs", "--json", "--runs", sample.runs)
        #expect(try now.objects().first?["problem"] == nil)
        #expect(try now.objects().first?["step"] as? Int == listed.objects().first?["step"] as? Int)
        for (table, expected) in zip(tables, exports) {
            let exported = try sample.run(["export"], nil, ["--table", table])
            #expect(exported.output == expected && exported.exitCode == 0, "\(table)")
            #expect(exported.errors == "groktop: \(sample.name) \(Self.notice)\n")
        }
        let events = try sample.run(["export"], nil, ["--format", "ndjson"])
        #expect(events.output == lines && events.exitCode == 0)
        #expect(try sample.contents() == before)
    }

    @Test("is replayed, and says so on the screen")
    func replay() throws {
        try makeLater()
        let before = try sample.contents()
        let terminal = try PseudoTerminal(width: 140, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' replay '\(sample.folder)'; echo exit=$?")
        try terminal.wait(for: "the notice") { $0.contains("recorded by a later groktop (version 6") }
        try terminal.press("End")
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("exit=0") }
        #expect(try sample.contents() == before)
    }

    @Test("is neither gone on with nor forked")
    func writing() throws {
        try makeLater()
        let before = try sample.contents()
        let reason =
            "has version 6 of the format; this groktop reads it, but goes on with and forks only versions 1 to 5"
        for command in [["resume"], ["fork"]] {
            let more = command == ["fork"] ? ["--at", "50"] : ["--format", "ndjson"]
            try sample.run(command, nil, more).expectRefusal(65, "\(sample.database): \(reason)")
        }
        #expect(try sample.contents() == before)
    }

    @Test("is refused where a column that is known is not there")
    func missing() throws {
        try makeLater()
        try sample.execute("ALTER TABLE evaluation DROP COLUMN test_loss")
        let reason = "has version 6 of the format, and lacks what this groktop reads: no such column: test_loss"
        for command in [["export"], ["replay"], ["verify"]] {
            try sample.run(command).expectRefusal(65, "\(sample.database): \(reason)")
        }
        let listed = try Program.run("runs", "--runs", sample.runs)
        #expect(listed.output.hasSuffix("\n\(sample.name): cannot be read: \(reason)\n"), "\(listed.output)")
    }

    @Test("an event of a kind that is not known is left out")
    func unknownKind() throws {
        try makeLater()
        let all = try sample.run(["export"], nil, ["--format", "ndjson"]).output.split(separator: "\n")
        try sample.execute("UPDATE command SET command = 'teleport' WHERE command LIKE 'weight-decay%'")
        let known = try sample.run(["export"], nil, ["--format", "ndjson"])
        #expect(known.exitCode == 0 && known.errors == "groktop: \(sample.name) \(Self.notice)\n")
        #expect(known.output.split(separator: "\n") == all.filter { !$0.contains("weight-decay=") })
        #expect(all.count == known.output.split(separator: "\n").count + 1)
        try sample.execute("PRAGMA user_version = 5")
        let damaged = try sample.run(["export"])
        #expect(damaged.exitCode == 65 && damaged.said.count == 1, "\(damaged.errors)")
        #expect(damaged.errors.contains("is damaged: command of command"), "\(damaged.errors)")
    }
}
