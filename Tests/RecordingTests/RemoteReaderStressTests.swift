import Foundation
import GRDB
import Recording
import RunEvents
import Testing

@Suite("Recording: read from another machine while everything moves")
struct RemoteReaderStressTests {
    private let runs: TemporaryRuns
    private static let events =
        [Samples.started()]
        + (1...9_000).map { $0 % 7 == 0 ? Samples.spectrum($0) : Samples.evaluation($0) }
    /// Between two commits, in microseconds: a copy is to have a chance.
    private static let pause: UInt32 = 3_000
    private static let commits = 300

    init() throws { runs = try TemporaryRuns() }

    private var settings: ReaderSettings {
        var settings = ReaderSettings()
        settings.host = HostIdentity(name: "elsewhere", boot: "another")
        settings.copyInterval = 0
        settings.clock = { 0 }
        return settings
    }

    /// Commits, and moves the log into the database every few commits, in every way that there is; a log begins anew
    /// each time.
    private func write(_ recorder: RunRecorder) throws {
        let queue = try DatabaseQueue(path: recorder.folder.database.path)
        let modes: [Database.CheckpointMode] = [.passive, .restart, .passive, .truncate]
        let count = Self.events.count / Self.commits
        for commit in 0..<Self.commits {
            for event in Self.events[(commit * count)..<((commit + 1) * count)] { recorder.record(event) }
            recorder.flush()
            if commit % 3 == 0 {
                try queue.writeWithoutTransaction { database in
                    _ = try database.checkpoint(modes[(commit / 3) % modes.count])
                }
            }
            usleep(Self.pause)
        }
        for event in Self.events.dropFirst(count * Self.commits) { recorder.record(event) }
        recorder.flush()
        try queue.close()
    }

    /// nil where the log did not hold still for long enough, which is no wrong answer.
    private func unlessBusy<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let error as RecordingError where error.kind == .busy {
            return nil
        }
    }

    @Test("every read is a prefix, none falls behind the one before, and in the end all is there")
    func stress() throws {
        let recorder = try runs.create()
        let folder = recorder.folder
        let isOver = Flag()
        Thread.detachNewThread {
            #expect(throws: Never.self) { try write(recorder) }
            isOver.set()
        }
        let follower = try #require(try unlessBusy { try RunReader(folder, settings: settings) })
        var (followed, whole, reads): ([RecordedEvent], [RecordedEvent], Int) = ([], [], 0)
        while !isOver.isSet {
            if let new = try unlessBusy({ try follower.events(after: followed.count) }) { followed += new }
            #expect(followed.map(\.sequence) == Array(1...followed.count + 1).dropLast())
            guard let read = try unlessBusy({ try RunReader(folder, settings: settings).events() }) else { continue }
            #expect(read.count >= followed.count && read.count >= whole.count)
            #expect(read.map(\.event) == Array(Self.events.prefix(read.count)))
            whole = read
            reads += 1
        }
        #expect(reads >= 24)
        recorder.close()
        followed += try follower.events(after: followed.count)
        #expect(followed.map(\.event) == Self.events)
        #expect(try follower.summary().state == .interrupted)
    }
}
