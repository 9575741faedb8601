import Foundation
import Recording
import RunEvents
import Synchronization

/// A runs folder of its own for a test, gone with it.
final class TemporaryRuns: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("recording-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    static let createdAt = Date(timeIntervalSince1970: 1_795_573_421.5)

    static func newRun(_ config: RunConfig = Samples.config(), _ first: String = "7f3a", secondsLater: Double = 0)
        -> NewRun
    {
        NewRun(
            config: config, version: "0.4.0", createdAt: createdAt + secondsLater,
            identifier: first + String(repeating: "0", count: 32 - first.count))
    }

    func create(
        _ run: NewRun = newRun(), settings: RecorderSettings = RecorderSettings()
    ) throws -> RunRecorder {
        try RunRecorder.create(run, in: url, settings: settings)
    }

    /// A run that was recorded and closed.
    @discardableResult
    func record(_ events: [RunEvent], _ run: NewRun = newRun()) throws -> RunFolder {
        let recorder = try create(run)
        for event in events { recorder.record(event) }
        recorder.close()
        if let failure = recorder.failure { throw failure }
        return recorder.folder
    }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? [] }
}

/// A clock that goes on when it is told to.
final class TestClock: Sendable {
    private let time = Mutex(1_000.0)
    func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
    var now: Double { time.withLock(\.self) }

    var settings: RecorderSettings {
        var settings = RecorderSettings()
        settings.clock = { self.now }
        return settings
    }
}

/// The error that a piece of code ends with; nil where it ends well.
func recordingError(_ body: () throws -> Void) -> RecordingError? {
    do {
        try body()
        return nil
    } catch {
        return error as? RecordingError
    }
}
