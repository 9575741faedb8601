internal import Foundation
package import Recording
package import RunEvents
internal import Tasks
package import Training

/// A recording that another process writes. It hands over events as they are recorded, and changes nothing.
package struct GrowingSource: EventSource {
    private let reader: RunReader
    private let requests: WaitingRequests

    /// The time between two looks at the recording.
    private static let interval = Duration.milliseconds(100)

    /// - Parameter reader: the recording.
    package init(_ reader: RunReader) { (self.reader, requests) = (reader, WaitingRequests(reader)) }

    /// What can be asked of any recording, and what the run itself takes, through its folder.
    package var capabilities: SourceCapabilities {
        RecordingSource.capabilities(of: reader.run).union(CommandRequest.capabilities(of: reader))
    }
    /// Why this program cannot train the recorded configuration; nil where it can.
    package var limit: String? { RecordingSource.limit(of: reader.run) }
    /// The recording that is followed.
    package var folder: RunFolder? { reader.folder }

    /// Leaves the command in the run's folder.
    package func send(_ command: RunCommand) { requests.send(command) }

    /// Hands over the events after `sequence`, and then those that are recorded, until the task is cancelled.
    ///
    /// - Throws: `RecordingError` where the recording cannot be read any more, or has been removed.
    package func run(
        after sequence: Int, _ sink: @escaping @Sendable (SourceEvent) -> Void
    ) async throws -> TrainingEnd? {
        defer { requests.withdraw() }
        do {
            try await follow(after: sequence, sink)
        } catch let error as RecordingError {
            // While somebody removes the run, its files go one by one, and a missing file is not yet a missing run.
            try await Task.sleep(for: Self.interval)
            try checkPresence()
            throw error
        }
    }

    private func follow(after shown: Int, _ sink: @Sendable (SourceEvent) -> Void) async throws -> Never {
        var sequence = shown
        var progress: ProgressRecord?
        var state: RunSummary.State?
        while true {
            // SQLite continues to read a file that has been removed.
            try checkPresence()
            for recorded in try reader.events(after: sequence) {
                sequence = recorded.sequence
                sink(.recorded(recorded))
            }
            for event in requests.look() { sink(event) }
            let summary = try reader.summary()
            sink(.elapsed(summary.elapsedSeconds))
            if summary.state != state {
                state = summary.state
                sink(state == .interrupted ? .recorderGone(since: reader.folder.lastWritten) : .recorderThere)
            }
            if summary.progress != progress {
                progress = summary.progress
                sink(.progress(summary.progress))
            }
            try await Task.sleep(for: Self.interval)
        }
    }

    private func checkPresence() throws(RecordingError) {
        guard !FileManager.default.fileExists(atPath: reader.folder.database.path) else { return }
        throw RecordingError(.inputOutput, reader.folder.path, "the run was removed while it was followed")
    }
}
