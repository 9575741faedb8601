import Foundation
import GRDB
import Recording
import RunEvents
import Testing

/// A recording of format 4 becomes one of format 5 when it is gone on with.
@Suite("Recording: from format 4 to 5")
struct FormatUpgradeTests {
    private let runs: TemporaryRuns
    private let folder: RunFolder
    private static let events = [
        Samples.started(), Samples.evaluation(100), Samples.command(100, .weightDecay(.value(0.5))),
        .refused(RefusedRecord(step: 100, command: .ablate, reason: "no")),
    ]

    init() throws {
        runs = try TemporaryRuns()
        folder = try runs.record(Self.events)
        // As the last groktop before made them: `run` had no room for what is not known.
        try execute(
            "DROP TABLE metric_definition", "DROP TABLE metric", "DROP TABLE metric_probe", "DROP TABLE remark",
            "ALTER TABLE command DROP COLUMN request", "ALTER TABLE refusal DROP COLUMN request",
            "ALTER TABLE run RENAME TO old",
            """
            CREATE TABLE "run" ("id" INTEGER PRIMARY KEY CHECK (id = 1), "identifier" TEXT NOT NULL, \
            "name" TEXT NOT NULL, "created_at" TEXT NOT NULL, "groktop_version" TEXT NOT NULL, "task" TEXT NOT NULL, \
            "seed" TEXT NOT NULL, "steps" INTEGER NOT NULL, "weight_decay" NOT NULL, "config" TEXT NOT NULL, \
            "schedule" TEXT NOT NULL, "parent_name" TEXT, "parent_identifier" TEXT, "fork_step" INTEGER)
            """, "INSERT INTO run SELECT * FROM old", "DROP TABLE old", "PRAGMA user_version = 4")
    }

    private func execute(_ statements: String...) throws {
        let queue = try DatabaseQueue(path: folder.database.path)
        try queue.writeWithoutTransaction { database in
            for statement in statements { try database.execute(sql: statement) }
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
    }

    private func version() throws -> Int? {
        try DatabaseQueue(path: folder.database.path).read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    }

    @Test("reading changes nothing, and finds nothing wrong")
    func reading() throws {
        let before = try Data(contentsOf: folder.database)
        #expect(try RunReader(folder).events().map(\.event) == Self.events)
        #expect(RecordingCheck(folder).problems == [])
        #expect(try Data(contentsOf: folder.database) == before)
        #expect(try version() == 4)
    }

    @Test("gone on with, it takes requests, and what came before is as it was")
    func requests() throws {
        let request = "1764171234567-0123abcd"
        let added: [RunEvent] = [
            .command(CommandRecord(step: 200, command: .learningRate(0.5), weightDecay: 0.5, request: request)),
            .refused(RefusedRecord(step: 200, command: .back(step: 0), reason: "no", request: request)),
            .remark(RemarkRecord(step: 200, kind: .error, message: "the command file x is no JSON")),
        ]
        let opened = try RunReader(folder)
        let recorder = try RunRecorder.continuing(folder)
        for event in added { recorder.record(event) }
        recorder.close()
        #expect(recorder.failure == nil)
        #expect(try RunReader(folder).events().map(\.event) == Self.events + added)
        #expect(try opened.events().map(\.event) == Self.events + added, "as does who had opened it before")
        #expect(try version() == 5)
        #expect(RecordingCheck(folder).problems == [])
    }
}
