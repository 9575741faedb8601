import Foundation
import Recording
import RunEvents
import Synchronization
import Testing

@Suite("Recording: when it cannot be written")
struct RecorderFailureTests {
    private let runs: TemporaryRuns

    init() throws { runs = try TemporaryRuns() }

    @Test("a full disk ends the recording once, and leaves what was committed")
    func full() throws {
        let reported = Mutex<[RecordingError]>([])
        var settings = RecorderSettings()
        settings.pageLimit = 40
        settings.onFailure = { error in reported.withLock { $0.append(error) } }
        let recorder = try runs.create(settings: settings)
        recorder.record(Samples.started())
        recorder.flush()
        #expect(recorder.failure == nil)
        for round in 0..<3 {
            for step in 1...2_000 { recorder.record(Samples.evaluation(round * 2_000 + step)) }
            recorder.flush()
        }
        let expected = RecordingError(.inputOutput, recorder.folder.database.path, "the disk is full")
        #expect(recorder.failure == expected)
        #expect(reported.withLock(\.self) == [expected])
        #expect(!recorder.canKeepNow)
        recorder.keep(CheckpointSamples.checkpoint(100))
        recorder.close()
        #expect(try RunReader(recorder.folder).events().map(\.event) == [Samples.started()])
        #expect(CheckpointStore(recorder.folder).list().entries.isEmpty)
    }

    @Test("a folder that is moved away or removed ends the recording")
    func gone() throws {
        let recorder = try runs.create()
        recorder.record(Samples.started())
        recorder.flush()
        let reader = try RunReader(recorder.folder)
        try FileManager.default.removeItem(at: recorder.folder.url)
        recorder.record(Samples.evaluation(100))
        recorder.flush()
        #expect(
            recorder.failure?.description
                == "\(recorder.folder.path): cannot be written: the folder has been moved or removed")
        #expect(
            recordingError { _ = try reader.events() }
                == RecordingError(.noInput, recorder.folder.path, "the run has been removed"))
        recorder.close()
    }

    @Test("checkpoints that cannot be written end the recording")
    func checkpoints() throws {
        let recorder = try runs.create()
        recorder.record(Samples.started())
        try FileManager.default.removeItem(at: recorder.folder.checkpoints)
        try Data().write(to: recorder.folder.checkpoints)
        recorder.keep(CheckpointSamples.checkpoint(100))
        recorder.flush()
        #expect(recorder.failure?.kind == .inputOutput)
        #expect(recorder.failure?.path == recorder.folder.checkpoints.path)
        recorder.close()
        #expect(try RunReader(recorder.folder).events().map(\.event) == [Samples.started()])
    }

    @Test("a runs folder that cannot be made is refused")
    func noFolder() throws {
        let file = runs.url.appendingPathComponent("file")
        try Data().write(to: file)
        let below = file.appendingPathComponent("runs")
        let error = recordingError { _ = try RunRecorder.create(TemporaryRuns.newRun(), in: below) }
        #expect(error == RecordingError(.inputOutput, below.path, "cannot be made: Not a directory"))
    }

    @Test("what creations and removals that were killed have left is not listed, and cleaned up by the next creation")
    func leftovers() throws {
        let made = runs.url.appendingPathComponent(".groktop-new-0123")
        let removed = runs.url.appendingPathComponent(".groktop-removed-4567")
        let foreign = runs.url.appendingPathComponent(".git")
        let held = runs.url.appendingPathComponent(".groktop-new-89ab")
        for folder in [made, removed, foreign, held] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            try Data().write(to: folder.appendingPathComponent("lock"))
        }
        let descriptor = open(held.path + "/lock", O_RDWR)
        defer { close(descriptor) }
        #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        #expect(try RunCatalog(runs.url).list().isEmpty)
        let folder = try runs.record([Samples.started()])
        #expect(runs.names == [".git", ".groktop-new-89ab", folder.name])
    }

    @Test("a name that is taken gets more digits")
    func names() throws {
        func record(_ digit: String) throws -> RunFolder {
            let identifier = "7f3a0000" + String(repeating: digit, count: 24)
            return try runs.record(
                [],
                NewRun(
                    config: Samples.config(), version: "1", createdAt: TemporaryRuns.createdAt, identifier: identifier))
        }
        let (first, second, third) = (try record("1"), try record("2"), try record("3"))
        let stem = "2026-11-25-dyck-\(UInt64.max)-"
        #expect(first.name == stem + "7f3a")
        #expect(second.name == stem + "7f3a0000")
        #expect(third.name == stem + "7f3a000033333333")
    }

    @Test("removal takes the whole folder, and is refused while the run is recorded")
    func removal() throws {
        let recorder = try runs.create()
        #expect(
            recordingError { try recorder.folder.remove() }?.description
                == "\(recorder.folder.path): the run is being recorded by another process")
        recorder.close()
        try recorder.folder.remove()
        #expect(runs.names.isEmpty)
        #expect(
            recordingError { try recorder.folder.remove() }
                == RecordingError(.noInput, recorder.folder.path, "there is no run"))
    }
}
