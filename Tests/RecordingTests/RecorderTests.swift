import Foundation
import Recording
import RunEvents
import Synchronization
import Testing

@Suite("Recording: the recorder")
struct RecorderTests {
    private let runs: TemporaryRuns

    init() throws { runs = try TemporaryRuns() }

    @Test("a follower sees events as they are committed, and the run as running")
    func following() throws {
        let recorder = try runs.create()
        let follower = try RunReader(recorder.folder)
        #expect(try follower.events().isEmpty)
        recorder.record(Samples.started())
        recorder.record(Samples.evaluation(100))
        recorder.flush()
        #expect(try follower.events().map(\.event) == [Samples.started(), Samples.evaluation(100)])
        #expect(try follower.summary().state == .running)
        recorder.record(Samples.spectrum(200))
        recorder.record(Samples.progress(250))
        recorder.flush()
        #expect(try follower.events(after: 2).map(\.event) == [Samples.spectrum(200)])
        #expect(try follower.summary().progress.step == 250)
        recorder.close()
        #expect(try follower.events(after: 3).isEmpty)
        #expect(try follower.summary().state == .interrupted)
    }

    /// The reader opened the run as unchangeable; then somebody goes on with it.
    @Test("a reader of a run at rest sees what a later recorder adds")
    func readerBeforeRecorder() throws {
        let folder = try runs.record([Samples.started(), Samples.evaluation(100)])
        let reader = try RunReader(folder)
        #expect(try reader.events().count == 2)
        let recorder = try RunRecorder.continuing(folder)
        recorder.record(Samples.evaluation(200))
        recorder.flush()
        #expect(try reader.events(after: 2).map(\.event) == [Samples.evaluation(200)])
        #expect(try reader.summary().state == .running)
        recorder.close()
        #expect(try reader.events().count == 3)
    }

    @Test("what was recorded is committed by itself within the interval")
    func commitsByItself() throws {
        let recorder = try runs.create()
        recorder.record(Samples.started())
        let reader = try RunReader(recorder.folder)
        let deadline = Date(timeIntervalSinceNow: 10)
        while try reader.events().isEmpty, Date() < deadline { usleep(5_000) }
        #expect(try reader.events().map(\.event) == [Samples.started()])
        recorder.close()
    }

    @Test("a run that was killed opens with all that was committed, and goes on from there")
    func kill() throws {
        let clock = TestClock()
        let recorder = try runs.create(settings: clock.settings)
        let events = [Samples.started()] + (1...500).map { Samples.evaluation($0) }
        for event in events { recorder.record(event) }
        clock.advance(20)
        recorder.record(Samples.progress(520))
        recorder.flush()
        // What a kill leaves: the files as they are, the log not yet part of the database, and nobody holding the lock.
        let killed = RunFolder(runs.url.appendingPathComponent("killed"))
        try FileManager.default.copyItem(at: recorder.folder.url, to: killed.url)
        recorder.close()

        let before = try Self.contents(killed)
        #expect(before["run.sqlite-wal"]?.isEmpty == false)
        let reader = try RunReader(killed)
        #expect(try reader.events().map(\.event) == events)
        #expect(try reader.summary().state == .interrupted)
        #expect(try Self.contents(killed) == before)

        let resumed = RunEvent.resumed(ResumedRecord(step: 500, checkpointStep: 0, engine: Samples.engine))
        let second = try RunRecorder.continuing(killed, settings: clock.settings)
        #expect(second.reference == recorder.reference)
        clock.advance(2)
        second.record(resumed)
        second.close()
        let all = try RunReader(killed).events()
        #expect(all.map(\.event) == events + [resumed])
        #expect(all.last?.sequence == 502)
        #expect(all.last?.reachedStep == 500)
        #expect(all.last?.elapsedSeconds == 22)
    }

    /// All files but the log's index, which holds nothing of its own.
    private static func contents(_ folder: RunFolder) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "run.sqlite-shm" {
            contents[name] = FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()
        }
        return contents
    }

    @Test("reading a run at rest changes nothing on disk")
    func readingChangesNothing() throws {
        let folder = try runs.record(Samples.all)
        let before = try Self.contents(folder)
        #expect(before.keys.sorted() == ["checkpoints", "lock", "run.sqlite"])
        let reader = try RunReader(folder)
        _ = try reader.events()
        _ = try reader.summary()
        #expect(try Self.contents(folder) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
    }

    @Test("a killed run is read whole from its log, whether the log's index is there or not, and nothing is changed")
    func killed() throws {
        let recorder = try runs.create()
        recorder.record(Samples.started())
        recorder.close()
        let second = try RunRecorder.continuing(recorder.folder)
        second.record(Samples.evaluation(100))
        second.flush()
        let killed = RunFolder(runs.url.appendingPathComponent("killed"))
        try FileManager.default.copyItem(at: recorder.folder.url, to: killed.url)
        second.close()
        for isIndexThere in [true, false] {
            let index = killed.url.appendingPathComponent("run.sqlite-shm")
            if !isIndexThere { try FileManager.default.removeItem(at: index) }
            let before = try Self.contents(killed)
            #expect(before.keys.contains("run.sqlite-wal"))
            let reader = try RunReader(killed)
            #expect(try reader.events().map(\.event) == [Samples.started(), Samples.evaluation(100)])
            #expect(try reader.summary().state == .interrupted)
            #expect(try Self.contents(killed) == before)
        }
    }

    @Test("a second recorder is refused while the first records, and not after it")
    func secondRecorder() throws {
        let recorder = try runs.create()
        let error = recordingError { _ = try RunRecorder.continuing(recorder.folder) }
        #expect(error?.kind == .busy)
        #expect(error?.description == "\(recorder.folder.path): the run is being recorded by another process")
        recorder.close()
        let second = try RunRecorder.continuing(recorder.folder)
        #expect(second.folder.isBeingRecorded)
        second.close()
        #expect(!second.folder.isBeingRecorded)
    }

    @Test("a lock that somebody else holds on the file refuses too")
    func foreignLock() throws {
        let folder = try runs.record([Samples.started()])
        let descriptor = open(folder.path + "/lock", O_RDWR)
        defer { close(descriptor) }
        #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        #expect(recordingError { _ = try RunRecorder.continuing(folder) }?.kind == .busy)
        #expect(recordingError { try folder.remove() }?.kind == .busy)
        #expect(try RunReader(folder).summary().state == .running)
    }

    @Test("states: finished, stopped, interrupted, and gone on again")
    func states() throws {
        func state(_ events: [RunEvent], _ first: String) throws -> RunSummary.State {
            try RunReader(try runs.record([Samples.started()] + events, TemporaryRuns.newRun(Samples.config(), first)))
                .summary().state
        }
        #expect(try state([], "a1") == .interrupted)
        #expect(try state([Samples.finished(9)], "a2") == .finished)
        #expect(try state([Samples.finished(9, .notFinite)], "a3") == .finished)
        #expect(try state([Samples.finished(9, .stopped)], "a4") == .stopped)
        let resumed = RunEvent.resumed(ResumedRecord(step: 9, checkpointStep: 0, engine: Samples.engine))
        #expect(try state([Samples.finished(9, .stopped), resumed], "a5") == .interrupted)
    }

    @Test("best accuracy and the grokked mark are summed up, over sessions")
    func summary() throws {
        let folder = try runs.record([
            Samples.started(), Samples.evaluation(100, testAccuracy: 0.3), Samples.evaluation(200, testAccuracy: 0.99),
            Samples.grokked(200), Samples.evaluation(300, testAccuracy: 0.5), Samples.grokked(400),
        ])
        let recorder = try RunRecorder.continuing(folder)
        recorder.record(Samples.evaluation(400, testAccuracy: 0.4))
        recorder.close()
        let summary = try RunReader(folder).summary()
        #expect(summary.bestTestAccuracy == 0.99)
        #expect(summary.grokkedAt == 200)
    }

    @Test("a follower that asks all the time gets every event once, in order")
    func racing() throws {
        let recorder = try runs.create()
        let events =
            [Samples.started()] + (1...5_000).map { $0 % 7 == 0 ? Samples.spectrum($0) : Samples.evaluation($0) }
        let follower = try RunReader(recorder.folder)
        let writing = Thread {
            for (index, event) in events.enumerated() {
                recorder.record(event)
                if index % 100 == 0 { recorder.flush() }
            }
            recorder.close()
        }
        writing.start()
        var read: [RecordedEvent] = []
        let deadline = Date(timeIntervalSinceNow: 30)
        while read.count < events.count, Date() < deadline { read += try follower.events(after: read.count) }
        #expect(read.map(\.event) == events)
        #expect(read.map(\.sequence) == Array(1...events.count))
    }

    @Test("recording from many threads loses nothing")
    func threads() throws {
        let recorder = try runs.create()
        recorder.record(Samples.started())
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for index in 0..<500 { recorder.record(Samples.evaluation(thread * 1_000 + index)) }
        }
        recorder.close()
        let events = try RunReader(recorder.folder).events()
        #expect(events.count == 2_001)
        #expect(Set(events.dropFirst().map(\.event.step)).count == 2_000)
    }
}
