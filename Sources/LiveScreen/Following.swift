internal import Console
internal import Dashboard
internal import Foundation
internal import NcursesTerminal
package import Recording
internal import RunEvents
internal import Runs

/// A run that another process records, on the screen as it comes in. Nothing of it is changed.
package enum Following {
    /// How often the recording is looked at.
    private static let interval = Duration.milliseconds(100)

    /// - Throws: `RecordingError` where the run cannot be read, or not any more; `Failure` where there is no screen.
    package static func run(_ folder: RunFolder, _ screen: ScreenSettings) async throws {
        let reader = try RunReader(folder)
        let host = RunHost(settings: .reading(folder.url.deletingLastPathComponent()))
        // What cannot be read is refused before the screen is touched.
        let shown = try await host.show(folder)
        do {
            try await ScreenRun.show(host, screen, .following(name: folder.name)) {
                try await follow(reader, from: shown, host)
            }
        } catch let reason as TerminalError {
            throw Failure.usage("\(reason); groktop export \(folder.name) prints a recording")
        }
    }

    private static func follow(_ reader: RunReader, from shown: Int, _ host: RunHost) async throws {
        do {
            try await take(reader, from: shown, host)
        } catch let error as RecordingError {
            // While its files go one by one, each can be the first that is missed.
            try await Task.sleep(for: interval)
            try checkPresence(reader.folder)
            throw error
        }
    }

    /// As clocks on the wall here have it: 14:03.
    private static func timeOfDay(_ date: Date) -> String {
        var (seconds, parts) = (time_t(date.timeIntervalSince1970), tm())
        localtime_r(&seconds, &parts)
        let digits = { (number: Int32) in (number < 10 ? "0" : "") + String(number) }
        return "\(digits(parts.tm_hour)):\(digits(parts.tm_min))"
    }

    private static func checkPresence(_ folder: RunFolder) throws(RecordingError) {
        guard !FileManager.default.fileExists(atPath: folder.database.path) else { return }
        throw RecordingError(.inputOutput, folder.path, "the run was removed while it was followed")
    }

    private static func take(_ reader: RunReader, from shown: Int, _ host: RunHost) async throws {
        var sequence = shown
        var progress: ProgressRecord?
        var state: RunSummary.State?
        while true {
            // SQLite goes on reading a file that has been removed.
            try checkPresence(reader.folder)
            for recorded in try reader.events(after: sequence) {
                sequence = recorded.sequence
                host.mailbox.put(.recorded(recorded))
            }
            let summary = try reader.summary()
            host.setElapsedSeconds(summary.elapsedSeconds)
            if summary.state != state {
                state = summary.state
                let isGone = summary.state == .interrupted
                host.mailbox.put(.recorderGone(since: isGone ? reader.folder.lastWritten.map(timeOfDay) : nil))
            }
            if summary.progress != progress {
                progress = summary.progress
                host.mailbox.put(.progress(summary.progress))
            }
            try await Task.sleep(for: interval)
        }
    }
}
