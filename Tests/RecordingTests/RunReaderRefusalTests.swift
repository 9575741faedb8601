import Foundation
import GRDB
import Recording
import RunEvents
import Testing

@Suite("Recording: what is refused, and how it is said")
struct RunReaderRefusalTests {
    private let runs: TemporaryRuns
    private let folder: RunFolder

    init() throws {
        runs = try TemporaryRuns()
        folder = try runs.record(Samples.all)
    }

    private func refusal() -> RecordingError? {
        recordingError {
            let reader = try RunReader(folder)
            _ = try reader.summary()
            _ = try reader.events()
        }
    }

    /// Changes the database as somebody with sqlite3 could.
    private func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder.database.path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON")
            try database.execute(sql: sql)
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
    }

    @Test("the sample is read")
    func sample() { #expect(refusal() == nil) }

    @Test("no folder, and a folder without a database")
    func nothing() throws {
        try FileManager.default.removeItem(at: folder.database)
        #expect(refusal() == RecordingError(.noInput, folder.path, "is no run: it holds no run.sqlite"))
        try FileManager.default.removeItem(at: folder.url)
        #expect(refusal() == RecordingError(.noInput, folder.path, "there is no such run"))
    }

    @Test(
        "files that are no database of ours",
        arguments: [
            ("", "is no run that groktop recorded"),
            ("This is a text file of some length, and no database at all.\n", "is no SQLite database"),
            (String(repeating: "\0", count: 8_192), "is no SQLite database"),
        ])
    func foreignFiles(contents: String, reason: String) throws {
        try Data(contents.utf8).write(to: folder.database)
        #expect(refusal() == RecordingError(.data, folder.database.path, reason))
        #expect(try Data(contentsOf: folder.database) == Data(contents.utf8))
        #expect(recordingError { _ = try RunRecorder.continuing(folder) } == refusal())
        #expect(try Data(contentsOf: folder.database) == Data(contents.utf8))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["checkpoints", "lock", "run.sqlite"])
    }

    @Test("a folder where the database should be")
    func directory() throws {
        try FileManager.default.removeItem(at: folder.database)
        try FileManager.default.createDirectory(at: folder.database, withIntermediateDirectories: false)
        #expect(refusal() == RecordingError(.inputOutput, folder.database.path, "is no regular file"))
    }

    static let changes: [(sql: String, reason: String)] = [
        ("PRAGMA application_id = 1", "is no run that groktop recorded"),
        ("PRAGMA user_version = 1000", "has version 1000 of the format; this groktop reads versions 1 to 999"),
        ("PRAGMA user_version = 0", "is damaged: there is no version 0 of the format"),
        ("DROP TABLE evaluation", "is no run as groktop records it: no such table: evaluation"),
        ("ALTER TABLE evaluation DROP COLUMN test_loss", "is no run as groktop records it: no such column: test_loss"),
        ("DELETE FROM run", "is damaged: run has 0 rows, not one"),
        ("DELETE FROM progress", "is damaged: progress has 0 rows, not one"),
        ("UPDATE run SET config = '{'", "is damaged: config of run 1 does not decode"),
        (
            "UPDATE run SET config = replace(config, '\"shards\":4', '\"shards\":0')",
            "is damaged: config of run 1 holds shards 0"
        ),
        (
            "UPDATE run SET config = replace(config, '\"window\":5', '\"window\":65')",
            "is damaged: config of run 1 holds window 65"
        ),
        (
            "UPDATE run SET config = replace(config, '\"clip\":1', '\"clip\":-1')",
            "is damaged: config of run 1 holds clip -1.0"
        ),
        (
            "UPDATE run SET schedule = '[{\"step\":1,\"command\":\"fly\"}]'",
            "is damaged: schedule of run 1 does not decode"
        ),
        (
            "UPDATE run SET schedule = '[{\"step\":-1,\"command\":\"stop\"}]'",
            "is damaged: schedule of run 1 holds step -1"
        ),
        ("UPDATE run SET seed = '1'", "is damaged: config of run 1 is not what the other columns say"),
        ("UPDATE run SET task = 'chess'", "is damaged: config of run 1 is not what the other columns say"),
        ("UPDATE run SET created_at = 'now'", "is damaged: created_at of run 1 is no point in time"),
        ("UPDATE run SET parent_name = 'x'", "is damaged: fork_step of run 1 and the parent's names are not all there"),
        ("UPDATE evaluation SET step = -1", "is damaged: step of evaluation 2 is -1, not in 0...10000"),
        (
            "UPDATE evaluation SET reached_step = 10001",
            "is damaged: reached_step of evaluation 2 is 10001, not in 0...10000"
        ),
        (
            "UPDATE evaluation SET elapsed_seconds = -1.0",
            "is damaged: elapsed_seconds of evaluation 2 is -1.0, which is no time"
        ),
        ("UPDATE evaluation SET train_loss = 'x'", "is damaged: train_loss of evaluation 2 is no number"),
        ("UPDATE evaluation SET train_loss = 1", "is damaged: train_loss of evaluation 2 is no number"),
        ("UPDATE evaluation SET train_sequences = -50", "is damaged: train_sequences of evaluation 2 is -50, below 0"),
        ("UPDATE evaluation SET test_sequences = x'00'", "is damaged: test_sequences of evaluation 2 is no integer"),
        (
            "UPDATE spectrum SET drive_class = 'good'",
            "is damaged: drive_class of spectrum 3 is 'good', which is not known"
        ),
        ("UPDATE spectrum SET drive_class = x'ff'", "is damaged: drive_class of spectrum 3 is no text"),
        (
            "UPDATE spectrum SET drive_class = CAST(x'ff' AS TEXT)",
            "is damaged: drive_class of spectrum 3 is no text"
        ),
        ("UPDATE spectrum SET k_star_weighted = 6", "is damaged: k_star_weighted of spectrum 3 is 6, not in 1...5"),
        ("UPDATE spectrum SET sigma_1 = NULL", "is damaged: sigma_2 of spectrum 3 stands behind an end"),
        (
            "UPDATE marker SET kind = 'a' || char(10) || char(27) || 'b'",
            "is damaged: kind of marker 12 is 'a\\u{A}\\u{1B}b', which is not known"
        ),
        ("UPDATE command SET command = 'fly'", "is damaged: command of command 8 is 'fly', which is not known"),
        ("UPDATE probe SET record = '{}'", "is damaged: record of probe 15 does not decode"),
        ("UPDATE probe SET step = 311", "is damaged: record of probe 15 is of another probe"),
        (
            "UPDATE session SET checkpoint_step = 3",
            "is damaged: checkpoint_step of session 1 does not go with 'started'"
        ),
        ("UPDATE finish SET reason = 'bored'", "is damaged: reason of finish 20 is 'bored', which is not known"),
        ("DELETE FROM marker WHERE sequence = 13", "is damaged: 19 of the 20 events from 1 to 20 are there"),
        (
            "UPDATE marker SET sequence = 9223372036854775807 WHERE sequence = 13",
            "is damaged: sequence of marker 9223372036854775807 is 9223372036854775807, not in 1...9007199254740992"
        ),
        (
            "UPDATE marker SET sequence = 9007199254740992 WHERE sequence = 13",
            "is damaged: 19 of the 8192 events from 1 to 8192 are there"
        ),
        ("UPDATE progress SET state = 'flying'", "is damaged: state of progress 1 is 'flying', which is not known"),
    ]

    @Test("whatever is not as it was recorded is named", arguments: changes)
    func changed(sql: String, reason: String) throws {
        try execute(sql)
        #expect(refusal() == RecordingError(.data, folder.database.path, reason))
    }

    @Test("a run whose events are counted to the last integer is not gone on with")
    func lastPlace() throws {
        try execute("UPDATE marker SET sequence = 9223372036854775807 WHERE sequence = 13")
        let error = recordingError { _ = try RunRecorder.continuing(folder) }
        #expect(error?.kind == .data)
        #expect(error.map { "\($0)".contains("9223372036854775807, not in 0...9007199254740992") } == true)
    }

    @Test("a sample with its parent is read")
    func parent() throws {
        try execute("UPDATE run SET parent_name = 'a', parent_identifier = 'b', fork_step = 7")
        #expect(
            try RunReader(folder).parent == ForkedRecord(step: 7, parent: RunReference(name: "a", identifier: "b")))
    }
}
