import Foundation
import GRDB
import Recording
import RunEvents
import Testing

/// A run's folder may be somebody else's work. Opening, resuming and removing it is safe.
@Suite("Recording: folders that nobody vouches for")
struct UntrustedRunTests {
    private let runs: TemporaryRuns
    private let folder: RunFolder
    /// Something of the user's, outside of the run.
    private let precious: URL

    init() throws {
        runs = try TemporaryRuns()
        let recorder = try runs.create()
        recorder.record(Samples.started())
        recorder.keep(CheckpointSamples.checkpoint(100))
        recorder.close()
        folder = recorder.folder
        precious = runs.url.appendingPathComponent("precious.txt")
        try Data("dear".utf8).write(to: precious)
    }

    private func file(_ name: String) -> URL { folder.url.appendingPathComponent(name) }

    private static let names = ["run.sqlite", "run.sqlite-wal", "run.sqlite-shm", "run.sqlite-journal", "lock"]

    /// All ways into a run: reading, recording, removing.
    private func refusals() -> [RecordingError?] {
        [
            recordingError { _ = try RunReader(folder) }, recordingError { _ = try RunRecorder.continuing(folder) },
        ]
    }

    @Test("a link in a file's place is never followed", arguments: names)
    func link(name: String) throws {
        try? FileManager.default.removeItem(at: file(name))
        try FileManager.default.createSymbolicLink(at: file(name), withDestinationURL: precious)
        for refusal in refusals() {
            #expect(refusal == RecordingError(.inputOutput, file(name).path, "is a link, which is not followed"))
        }
        _ = recordingError { try folder.remove() }
        #expect(try Data(contentsOf: precious) == Data("dear".utf8))
    }

    @Test("a link that leads nowhere makes no file there", arguments: names)
    func danglingLink(name: String) throws {
        let target = runs.url.appendingPathComponent("made")
        try? FileManager.default.removeItem(at: file(name))
        try FileManager.default.createSymbolicLink(at: file(name), withDestinationURL: target)
        #expect(refusals().allSatisfy { $0?.path == file(name).path })
        _ = recordingError { try folder.remove() }
        #expect(!FileManager.default.fileExists(atPath: target.path))
    }

    @Test("a second name of a file elsewhere is not written to", arguments: names)
    func hardLink(name: String) throws {
        if name != "run.sqlite" {
            try? FileManager.default.removeItem(at: file(name))
            try FileManager.default.linkItem(at: precious, to: file(name))
        } else {
            try FileManager.default.linkItem(at: file(name), to: runs.url.appendingPathComponent("copy"))
        }
        let before = try Data(contentsOf: file(name))
        let refusal = recordingError { _ = try RunRecorder.continuing(folder) }
        #expect(refusal?.kind == .inputOutput || refusal?.kind == .data, "\(String(describing: refusal))")
        #expect(try Data(contentsOf: file(name)) == before)
        #expect(try Data(contentsOf: precious) == Data("dear".utf8))
    }

    @Test(
        "a pipe or a folder in a file's place is refused at once", .timeLimit(.minutes(20)), arguments: names,
        [true, false])
    func pipe(name: String, isPipe: Bool) throws {
        try? FileManager.default.removeItem(at: file(name))
        if isPipe {
            #expect(mkfifo(file(name).path, 0o600) == 0)
        } else {
            try FileManager.default.createDirectory(at: file(name), withIntermediateDirectories: false)
        }
        for refusal in refusals() {
            #expect(refusal == RecordingError(.inputOutput, file(name).path, "is no regular file"))
        }
        _ = recordingError { try folder.remove() }
        // The others are still listed.
        let other = try runs.record([Samples.started()], TemporaryRuns.newRun(Samples.config(), "0ddb"))
        let entries = try RunCatalog(runs.url).list()
        #expect(entries.contains { $0.folder == other && (try? $0.summary.get()) != nil })
    }

    @Test("checkpoints that are a link to a folder elsewhere are neither read, written nor removed")
    func linkedCheckpoints() throws {
        let elsewhere = runs.url.appendingPathComponent("elsewhere")
        try FileManager.default.moveItem(at: folder.checkpoints, to: elsewhere)
        try FileManager.default.createSymbolicLink(at: folder.checkpoints, withDestinationURL: elsewhere)
        let expected = RecordingError(.inputOutput, folder.checkpoints.path, "is a link, which is not followed")
        for refusal in refusals() { #expect(refusal == expected) }
        #expect(recordingError { try folder.remove() } == expected)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).count == 2)
    }

    @Test("a checkpoint that is a link or a pipe is passed over")
    func linkedCheckpoint() throws {
        let checkpoint = folder.checkpoints.appendingPathComponent("step-000000100.safetensors")
        let moved = runs.url.appendingPathComponent("moved.safetensors")
        try FileManager.default.moveItem(at: checkpoint, to: moved)
        try FileManager.default.createSymbolicLink(at: checkpoint, withDestinationURL: moved)
        let listing = try RunReader(folder).checkpoints.list()
        #expect(listing.entries.isEmpty)
        #expect(
            listing.unreadable == [RecordingError(.inputOutput, checkpoint.path, "is a link, which is not followed")])
        try FileManager.default.removeItem(at: checkpoint)
        #expect(mkfifo(checkpoint.path, 0o600) == 0)
        #expect(try RunReader(folder).checkpoints.list().unreadable.count == 1)
    }

    @Test("a checkpoint that says it is larger than memory is refused before it is read", .timeLimit(.minutes(20)))
    func hugeCheckpoint() throws {
        let checkpoint = folder.checkpoints.appendingPathComponent("step-000000100.safetensors")
        // Sound in itself: one tensor, all of it a hole.
        let bytes = 1 << 42
        let header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[\(bytes / 4)],\"data_offsets\":[0,\(bytes)]}}"
        let count = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
        try Data(count + Array(header.utf8)).write(to: checkpoint)
        guard truncate(checkpoint.path, off_t(8 + header.utf8.count + bytes)) == 0 else { return }
        #expect(
            recordingError { _ = try RunReader(folder).checkpoints.read(100) }
                == RecordingError(
                    .data, checkpoint.path, "is larger than a checkpoint of a run that this machine can train"))
    }

    /// Changes the schema as somebody with sqlite3 could.
    private func execute(_ statements: String...) throws {
        let queue = try DatabaseQueue(path: folder.database.path)
        try queue.writeWithoutTransaction { database in
            for statement in statements { try database.execute(sql: statement) }
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
    }

    @Test(
        "nothing but plain tables is read", .timeLimit(.minutes(20)),
        arguments: [
            (
                [
                    "DROP TABLE progress",
                    """
                    CREATE VIEW progress AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
                    SELECT i FROM n
                    """,
                ], "'progress' is no plain table (view)"
            ),
            (["CREATE VIEW extra AS SELECT * FROM run"], "'extra' is no plain table (view)"),
            (
                ["CREATE TRIGGER t AFTER INSERT ON evaluation BEGIN DELETE FROM run; END"],
                "'t' is no plain table (trigger)"
            ),
            (["CREATE VIRTUAL TABLE words USING fts5(text)"], "'words' is no plain table (table)"),
            (
                [
                    """
                    CREATE VIRTUAL TABLE words USING fts5(text); PRAGMA writable_schema = ON; UPDATE sqlite_schema \
                    SET sql = replace(sql, 'CREATE VIRTUAL', 'create  virtual') WHERE name = 'words'
                    """
                ], "'words' is no plain table (table)"
            ),
            (
                ["ALTER TABLE progress ADD COLUMN more generated always/**/as(step + 1)"],
                "column 'more' of 'progress' is computed"
            ),
            (
                ["ALTER TABLE progress ADD COLUMN more AS (step + 1)"], "column 'more' of 'progress' is computed"
            ),
            (["CREATE INDEX i ON evaluation (abs(step))"], "'i' is no plain table (index)"),
        ])
    func schema(statements: [String], problem: String) throws {
        for statement in statements { try execute(statement) }
        for refusal in refusals() {
            #expect(
                refusal == RecordingError(.data, folder.database.path, "is no run as groktop records it: \(problem)"))
        }
    }

    @Test("a table whose columns are not there, and one that is not, are named")
    func missing() throws {
        try execute("ALTER TABLE progress RENAME COLUMN step TO steps")
        #expect(recordingError { _ = try RunReader(folder).summary() }?.kind == .data)
    }

    @Test("an empty database beside a log: the log stays")
    func emptyDatabase() throws {
        let second = try RunRecorder.continuing(folder)
        second.record(Samples.evaluation(100))
        second.flush()
        let killed = RunFolder(runs.url.appendingPathComponent("killed"))
        try FileManager.default.copyItem(at: folder.url, to: killed.url)
        second.close()
        try Data().write(to: killed.database)
        let log = killed.url.appendingPathComponent("run.sqlite-wal")
        let before = try Data(contentsOf: log)
        let error = RecordingError(.data, killed.database.path, "is empty, though there is a log beside it")
        #expect(recordingError { _ = try RunReader(killed) } == error)
        #expect(recordingError { _ = try RunRecorder.continuing(killed) } == error)
        #expect(try RunCatalog(runs.url).list().contains { $0.summary == .failure(error) })
        #expect(try Data(contentsOf: log) == before)
    }

    @Test(
        "what is no run's stays, wherever in the folder it is, and is named",
        arguments: [
            "notes.txt", ".DS_Store", "checkpoints/notes.txt", "checkpoints/.DS_Store",
            "checkpoints/step-1.safetensors",
        ])
    func foreignFile(name: String) throws {
        try Data("mine".utf8).write(to: file(name))
        #expect(
            recordingError { try folder.remove() }
                == RecordingError(.usage, folder.path, "holds '\(name)' besides a run, and is not removed"))
        #expect(try Data(contentsOf: file(name)) == Data("mine".utf8))
        #expect(try RunReader(folder).events().count == 1, "and so does the run")
        try FileManager.default.removeItem(at: file(name))
        try folder.remove()
        #expect(runs.names == ["precious.txt"])
    }

    @Test("a link to a run is refused, and stays")
    func linkToARun() throws {
        let link = RunFolder(runs.url.appendingPathComponent("link"))
        try FileManager.default.createSymbolicLink(at: link.url, withDestinationURL: folder.url)
        let before = runs.names
        let error = RecordingError(.inputOutput, link.path, "is a link, which is not followed")
        #expect(recordingError { try link.checkRemoval() } == error)
        #expect(recordingError { try link.remove() } == error)
        #expect(runs.names == before)
        #expect(try RunReader(folder).events().count == 1)
    }

    @Test("what a removal that was killed has left goes with the next creation, but for what is no run's")
    func sweep() throws {
        let hidden = runs.url.appendingPathComponent(".groktop-removed-0123")
        try FileManager.default.moveItem(at: folder.url, to: hidden)
        let note = hidden.appendingPathComponent("checkpoints/notes.txt")
        try Data("mine".utf8).write(to: note)
        let other = try runs.record([Samples.started()], TemporaryRuns.newRun(Samples.config(), "0ddb"))
        #expect(try Data(contentsOf: note) == Data("mine".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: hidden.path) == ["checkpoints"])
        #expect(runs.names.contains(other.name))
    }
}
