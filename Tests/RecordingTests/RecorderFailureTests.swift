import Foundation
import GRDB
import Recording
import RunEvents
import Synchronization
import Testing

@Suite("Recording: when it cannot be written")
struct RecorderFailureTests {
    private let runs: TemporaryRuns

    init() throws { runs = try TemporaryRuns() }

    @Test("on a full disk events wait, and what still waits at the end is missing by name")
    func full() throws {
        let reported = Reports()
        var settings = RecorderSettings()
        settings.pageLimit = 40
        settings.report = { reported.add($0) }
        let recorder = try runs.create(settings: settings)
        recorder.record(Samples.started())
        recorder.flush()
        #expect(reported.all.isEmpty)
        for round in 0..<3 {
            for step in 1...2_000 { recorder.record(Samples.evaluation(round * 2_000 + step)) }
            recorder.flush()
        }
        let expected = RecordingError(.inputOutput, recorder.folder.database.path, "the disk is full")
        #expect(recorder.failure == nil, "it may still get room")
        #expect(reported.all == [.waits(expected)])
        recorder.keep(CheckpointSamples.checkpoint(100))
        recorder.close()
        #expect(recorder.failure == expected)
        #expect(recorder.gap == RecordingGap(error: expected, events: 6_000, firstStep: 1, checkpoints: [100]))
        #expect(
            recorder.gap?.description
                == "\(expected.path): the disk is full; the recording is not whole: 6000 events from step 1 on and "
                + "the checkpoint of step 100 are missing")
        #expect(
            reported.all == [.waits(expected), .checkpointMissing(step: 100, expected), .ended(expected)])
        #expect(try RunReader(recorder.folder).events().map(\.event) == [Samples.started()])
        #expect(CheckpointStore(recorder.folder).list().entries.isEmpty)
    }

    @Test("what waited is written when there is room again, in order and without a hole")
    func roomAgain() throws {
        let reported = Reports()
        var settings = RecorderSettings()
        settings.report = { reported.add($0) }
        let recorder = try runs.create(settings: settings)
        recorder.record(Samples.started())
        recorder.flush()
        // Another connection that writes is as much in the way as a full disk, and goes away when it is told to.
        let blocker = try DatabaseQueue(path: recorder.folder.database.path)
        try blocker.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            recorder.record(Samples.evaluation(100))
            recorder.flush()
            recorder.record(Samples.evaluation(200))
            try database.execute(sql: "ROLLBACK")
        }
        #expect(reported.all.count == 1)
        recorder.record(Samples.evaluation(300))
        recorder.flush()
        recorder.close()
        #expect(reported.all.last == .goesOn)
        #expect(recorder.failure == nil && recorder.gap == nil)
        let events = try RunReader(recorder.folder).events()
        #expect(events.map(\.event) == [Samples.started()] + [100, 200, 300].map { Samples.evaluation($0) })
        #expect(events.map(\.sequence) == [1, 2, 3, 4])
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
        #expect(recorder.gap?.events == 1 && recorder.gap?.firstStep == 100)
        #expect(
            recordingError { _ = try reader.events() }
                == RecordingError(.noInput, recorder.folder.path, "the run has been removed"))
        recorder.close()
    }

    @Test(
        "a checkpoint that cannot be written is only that; the next is tried, and its step is named until it is written"
    )
    func checkpoints() throws {
        let reported = Reports()
        var settings = RecorderSettings()
        settings.report = { reported.add($0) }
        let recorder = try runs.create(settings: settings)
        recorder.record(Samples.started())
        let moved = runs.url.appendingPathComponent("moved")
        try FileManager.default.moveItem(at: recorder.folder.checkpoints, to: moved)
        for step in [100, 200] { recorder.keep(CheckpointSamples.checkpoint(step)) }
        recorder.flush()
        #expect(recorder.failure == nil)
        #expect(recorder.gap?.checkpoints == [100, 200] && recorder.gap?.events == 0)
        #expect(reported.all.count == 1, "several in a row are said once")
        recorder.record(Samples.evaluation(250))
        try FileManager.default.moveItem(at: moved, to: recorder.folder.checkpoints)
        recorder.keep(CheckpointSamples.checkpoint(200))
        recorder.close()
        #expect(recorder.gap?.checkpoints == [100])
        #expect(
            recorder.gap?.description.hasSuffix("; the recording is not whole: the checkpoint of step 100 is missing")
                == true)
        #expect(try RunReader(recorder.folder).events().count == 2)
        #expect(CheckpointStore(recorder.folder).list().entries.map(\.step) == [200])
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

    /// Each creation removes what killed ones have left, and may meet another one that has not taken its lock yet.
    @Test("a run is made although others clean up in its folder at the same time")
    func cleaning() throws {
        let isOver = Mutex(false)
        let cleaner = Thread {
            while !isOver.withLock(\.self) { Self.removeUnlocked(in: runs) }
        }
        cleaner.start()
        defer { isOver.withLock { $0 = true } }
        let count = 300
        for index in 0..<count {
            let digits = String(index, radix: 16)
            let identifier = digits + String(repeating: "f", count: 32 - digits.count)
            let run = NewRun(
                config: Samples.config(), version: "1", createdAt: TemporaryRuns.createdAt, identifier: identifier)
            try RunRecorder.create(run, in: runs.url).close()
        }
        #expect(runs.names.count { !$0.hasPrefix(".") } == count)
    }

    /// Removes folders that are being made and have a lock file that nobody holds, as a creation does.
    private static func removeUnlocked(in runs: TemporaryRuns) {
        for name in runs.names where name.hasPrefix(".groktop-new-") {
            let folder = runs.url.appendingPathComponent(name).path
            let descriptor = open(folder + "/lock", O_RDWR)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            unlink(folder + "/lock")
            rmdir(folder)
        }
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

/// What a recorder reported, in order.
private final class Reports: Sendable {
    private let reports = Mutex<[RecorderReport]>([])

    func add(_ report: RecorderReport) { reports.withLock { $0.append(report) } }
    var all: [RecorderReport] { reports.withLock(\.self) }
}
