import Foundation
import Recording
import RunEvents
import Testing

/// The reader claims to run on another machine than the recorder.
@Suite("Recording: read from another machine")
struct RemoteReaderTests {
    private let runs: TemporaryRuns
    /// What the reader makes is to be found here.
    private let copies: TemporaryRuns
    private let events = [Samples.started()] + (1...300).map { Samples.evaluation($0) }

    init() throws {
        runs = try TemporaryRuns()
        copies = try TemporaryRuns()
    }

    /// - Parameter clock: of the rest between two copies; without it there is none.
    private func elsewhere(_ clock: TestClock? = nil) -> ReaderSettings {
        var settings = ReaderSettings()
        settings.host = HostIdentity(name: "elsewhere", boot: HostIdentity.current.boot)
        settings.temporaryFolder = copies.url
        if let clock {
            settings.clock = { clock.now }
        } else {
            settings.copyInterval = 0
            settings.clock = { 0 }
        }
        return settings
    }

    /// What a kill leaves of a run with a database of one event, and the others in the log.
    private func killed() throws -> RunFolder {
        let first = try runs.create()
        first.record(events[0])
        first.close()
        let recorder = try RunRecorder.continuing(first.folder)
        for event in events.dropFirst() { recorder.record(event) }
        recorder.flush()
        let killed = RunFolder(runs.url.appendingPathComponent("killed"))
        try FileManager.default.copyItem(at: recorder.folder.url, to: killed.url)
        recorder.close()
        try FileManager.default.removeItem(at: file(killed, "run.sqlite-shm"))
        return killed
    }

    private func file(_ folder: RunFolder, _ name: String) -> URL { folder.url.appendingPathComponent(name) }

    /// All files with what they hold and when they were last written to.
    private func contents(_ folder: RunFolder) throws -> [String: [AnyHashable]] {
        var contents: [String: [AnyHashable]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let path = folder.path + "/" + name
            let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            contents[name] = [FileManager.default.contents(atPath: path), date]
        }
        return contents
    }

    private func overwrite(_ file: URL, _ data: Data, modified: Date) throws {
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: data)
        try handle.truncate(atOffset: UInt64(data.count))
        try handle.close()
        try FileManager.default.setAttributes([.modificationDate: modified], ofItemAtPath: file.path)
    }

    @Test("the lock file says who records, all of it anew with the first write")
    func line() throws {
        let line = "\(getpid()) \(HostIdentity.current.boot) \(HostIdentity.current.name)\n"
        let recorder = try runs.create()
        let lock = file(recorder.folder, "lock")
        #expect(try String(contentsOf: lock, encoding: .utf8) == line)
        recorder.close()
        try Data("7 b \(String(repeating: "x", count: 255))\n".utf8).write(to: lock)
        let second = try RunRecorder.continuing(recorder.folder)
        #expect(try String(contentsOf: lock, encoding: .utf8).hasPrefix("7 b x"), "nothing has been written yet")
        second.record(events[0])
        second.flush()
        #expect(try String(contentsOf: lock, encoding: .utf8) == line)
        second.close()
    }

    @Test("a run under way is followed without a write, and its copy goes with the reader")
    func following() throws {
        let recorder = try runs.create()
        for event in events.prefix(100) { recorder.record(event) }
        recorder.flush()
        let before = try contents(recorder.folder)
        #expect(before.keys.contains("run.sqlite-shm"))
        do {
            let reader = try RunReader(recorder.folder, settings: elsewhere())
            #expect(try reader.events().map(\.event) == Array(events.prefix(100)))
            #expect(try reader.summary().state == .running)
            #expect(try contents(recorder.folder) == before)
            #expect(copies.names.count == 1)
            for event in events.dropFirst(100) { recorder.record(event) }
            recorder.record(Samples.progress(320))
            recorder.flush()
            #expect(try reader.events(after: 100).map(\.event) == Array(events.dropFirst(100)))
            #expect(try reader.summary().progress.step == 320)
            recorder.close()
            #expect(try reader.events().map(\.event) == events)
            #expect(try reader.summary().state == .interrupted)
            #expect(copies.names.isEmpty)
            try recorder.folder.remove()
            #expect(
                recordingError { _ = try reader.events() }
                    == RecordingError(.noInput, recorder.folder.path, "the run has been removed"))
        }
    }

    @Test("a recorder that has not written yet is not disturbed either")
    func beforeTheFirstCommit() throws {
        let recorder = try runs.create()
        let before = try contents(recorder.folder)
        let reader = try RunReader(recorder.folder, settings: elsewhere())
        #expect(try reader.events().isEmpty)
        #expect(try contents(recorder.folder) == before)
        recorder.record(events[0])
        recorder.flush()
        #expect(try reader.events().map(\.event) == [events[0]])
        recorder.close()
    }

    @Test("there is at most one copy a second")
    func interval() throws {
        let clock = TestClock()
        let recorder = try runs.create()
        recorder.record(events[0])
        recorder.flush()
        let reader = try RunReader(recorder.folder, settings: elsewhere(clock))
        recorder.record(events[1])
        recorder.flush()
        clock.advance(0.99)
        #expect(try reader.newestSequence() == 1)
        clock.advance(0.02)
        #expect(try reader.newestSequence() == 2)
        recorder.close()
        #expect(try reader.newestSequence() == 2)
    }

    @Test("of a run that another machine was killed with, all is read from a copy, by every reader")
    func deadHost() throws {
        let folder = try killed()
        try Data("4711 8f0c trainer 3\n".utf8).write(to: file(folder, "lock"))
        let before = try contents(folder)
        #expect(before.keys.sorted() == ["checkpoints", "lock", "run.sqlite", "run.sqlite-wal"])
        var settings = ReaderSettings()
        settings.temporaryFolder = copies.url
        let reader = try RunReader(folder, settings: settings)
        #expect(try reader.events().map(\.event) == events)
        #expect(try reader.summary().state == .interrupted)
        #expect(try contents(folder) == before)
        #expect(copies.names.count == 1)

        let resumed = try RunRecorder.continuing(folder)
        resumed.record(Samples.evaluation(301))
        resumed.flush()
        #expect(try reader.newestSequence() == events.count + 1)
        #expect(copies.names.isEmpty)
        resumed.close()
    }

    @Test("a database that says it is larger than the disk is not copied")
    func largerThanTheDisk() throws {
        let folder = try killed()
        try Data("4711 8f0c trainer 3\n".utf8).write(to: file(folder, "lock"))
        // A hole takes no room where it is, and all of it in a copy.
        guard truncate(folder.database.path, 1 << 42) == 0 else { return }
        var settings = ReaderSettings()
        settings.temporaryFolder = copies.url
        let error = recordingError { _ = try RunReader(folder, settings: settings) }
        #expect(error?.kind == .inputOutput)
        #expect(error?.reason.hasPrefix("cannot be copied to be read: ") == true, "\(String(describing: error))")
        #expect(copies.names.isEmpty)
    }

    @Test(
        "a lock file without a line that can be read is of this machine", arguments: ["", "x\n", "4711 8f0c trainer"])
    func withoutLine(text: String) throws {
        let folder = try killed()
        try Data(text.utf8).write(to: file(folder, "lock"))
        let reader = try RunReader(folder, settings: elsewhere())
        #expect(try reader.events().map(\.event) == events)
        #expect(copies.names.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: file(folder, "run.sqlite-shm").path))
    }

    @Test("a log that was copied while it was written ends with its last whole commit")
    func tornLog() throws {
        let folder = try killed()
        let log = file(folder, "run.sqlite-wal")
        let whole = try Data(contentsOf: log)
        for count in stride(from: 0, through: whole.count, by: 1_237) {
            // Cut, and with a hole.
            for end in [Data(), Data(repeating: 0, count: 64) + whole.dropFirst(count + 64)] {
                try (whole.prefix(count) + end).write(to: log)
                let read = try RunReader(folder, settings: elsewhere()).events().map(\.event)
                #expect(!read.isEmpty && read == Array(events.prefix(read.count)))
            }
        }
    }

    /// The log is as long as before, and the time of its file too coarse to tell.
    @Test("a commit that comes right after the copy is seen by the next")
    func sameTime() throws {
        let recorder = try runs.create()
        recorder.record(events[0])
        recorder.flush()
        let folder = RunFolder(runs.url.appendingPathComponent("killed"))
        try FileManager.default.copyItem(at: recorder.folder.url, to: folder.url)
        recorder.record(events[1])
        recorder.flush()
        let (log, time) = (file(folder, "run.sqlite-wal"), Date(timeIntervalSince1970: 1_795_573_421))
        let (old, new) = try (Data(contentsOf: log), Data(contentsOf: file(recorder.folder, "run.sqlite-wal")))
        recorder.close()
        try overwrite(log, old + Data(repeating: 0, count: new.count - old.count), modified: time)
        let clock = TestClock()
        let reader = try RunReader(folder, settings: elsewhere(clock))
        #expect(try reader.newestSequence() == 1)
        try overwrite(log, new, modified: time)
        clock.advance(1.1)
        #expect(try reader.newestSequence() == 2)
    }

    @Test("a log that is begun anew again and again while it is copied is given up")
    func restless() throws {
        let folder = try killed()
        // Long enough to be copied for some milliseconds.
        #expect(truncate(folder.database.path, 128 << 20) == 0)
        let isOver = Flag()
        let descriptor = open(file(folder, "run.sqlite-wal").path, O_WRONLY)
        let writing = Thread {
            var number: UInt32 = 0
            while !isOver.isSet {
                number += 1
                pwrite(descriptor, &number, 4, 12)
            }
            close(descriptor)
        }
        writing.start()
        defer { isOver.set() }
        #expect(
            recordingError { _ = try RunReader(folder, settings: elsewhere()) }
                == RecordingError(
                    .busy, folder.path, "another machine writes to it faster than it can be copied from here"))
        #expect(copies.names.isEmpty)
    }

    @Test("where no copy can be made, that is said")
    func noRoom() throws {
        let folder = try killed()
        var settings = elsewhere()
        settings.temporaryFolder = copies.url.appendingPathComponent("none")
        #expect(
            recordingError { _ = try RunReader(folder, settings: settings) }
                == RecordingError(
                    .noInput, settings.temporaryFolder.path, "no folder can be made in it: No such file or directory"))
    }

    @Test("copies that a kill has left are removed, others stay")
    func leftovers() throws {
        let folder = try killed()
        let reader = try RunReader(folder, settings: elsewhere())
        let live = try #require(copies.names.first)
        for name in ["groktop-copy-left", "groktop-copy-new", "groktop-other"] {
            try FileManager.default.createDirectory(
                at: copies.url.appendingPathComponent(name), withIntermediateDirectories: false)
        }
        try Data().write(to: copies.url.appendingPathComponent("groktop-copy-left/lock"))
        let second = try RunReader(folder, settings: elsewhere())
        #expect(copies.names.count == 4)
        #expect(Set(copies.names).isSuperset(of: [live, "groktop-copy-new", "groktop-other"]))
        #expect(!copies.names.contains("groktop-copy-left"))
        #expect(try reader.events() == second.events())
    }
}
