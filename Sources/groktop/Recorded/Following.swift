internal import Dashboard
internal import Foundation
internal import NcursesTerminal
internal import Recording
internal import RunEvents
internal import Synchronization
internal import TerminalUI

/// A run that another process records, on the screen as it comes in. Nothing of it is changed.
enum Following {
    /// How often the recording is looked at.
    private static let interval = Duration.milliseconds(100)

    /// - Throws: `RecordingError` where the run cannot be read, or not any more; `Failure` where there is no screen.
    static func run(_ folder: RunFolder, _ screen: ScreenOptions) async throws {
        let reader = try RunReader(folder)
        let themes = try ThemeFiles.load(screen.theme)
        let host = RunHost(settings: TrainingSettings(
            threads: ProcessInfo.processInfo.activeProcessorCount, pace: Watch.defaultPace,
            runsFolder: folder.url.deletingLastPathComponent(), budget: CheckpointBudget()))
        let elapsed = Mutex(0.0)
        let loop = DashboardLoop(
            themes: themes, symbols: screen.symbols, source: .following(name: folder.name), mailbox: host.mailbox,
            elapsedSeconds: { elapsed.withLock { $0 } }, perform: { host.perform($0) })
        let failure = Mutex<(any Error)?>(nil)
        let following = Mutex<Task<Void, Never>?>(nil)
        do {
            try await loop.runOnOwnThread {
                let task = Task {
                    do {
                        try await host.show(folder)
                        try await follow(reader, host.mailbox) { seconds in elapsed.withLock { $0 = seconds } }
                    } catch is CancellationError {
                    } catch {
                        failure.withLock { $0 = error }
                        host.mailbox.put(.interrupted)
                    }
                }
                following.withLock { $0 = task }
            }
        } catch let reason as TerminalError {
            throw Failure.usage("\(reason); groktop export \(folder.name) prints a recording")
        }
        following.withLock { $0 }?.cancel()
        if let error = failure.withLock({ $0 }) { throw error }
    }

    private static func follow(
        _ reader: RunReader, _ mailbox: MessageMailbox, elapsed: (Double) -> Void
    ) async throws {
        var sequence = try reader.newestSequence()
        var shown: ProgressRecord?
        while true {
            // SQLite goes on reading a file that has been removed.
            guard FileManager.default.fileExists(atPath: reader.folder.database.path) else {
                throw RecordingError(.inputOutput, reader.folder.path, "the run was removed while it was followed")
            }
            for recorded in try reader.events(after: sequence) {
                sequence = recorded.sequence
                mailbox.put(.recorded(recorded))
            }
            let summary = try reader.summary()
            elapsed(summary.elapsedSeconds)
            if summary.progress != shown {
                shown = summary.progress
                mailbox.put(.progress(summary.progress))
            }
            try await Task.sleep(for: interval)
        }
    }
}
