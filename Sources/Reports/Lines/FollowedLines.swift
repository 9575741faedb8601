internal import Console
package import Recording
internal import RunEvents
internal import Runs

/// Prints the events of a run that another process records: those that there are, and then those that come.
package enum FollowedLines {
    /// Returns when the run has ended, or its process has gone.
    ///
    /// - Throws: `RecordingError` where the recording cannot be read any more; `Failure` where a line cannot be
    ///   written, or at a signal.
    package static func print(_ reader: RunReader, format: EventFormat) async throws {
        let task = Task {
            var sequence = 0
            while true {
                // Asked before the events are read: what came before the end is printed.
                let isOver = !reader.folder.isBeingRecorded
                for recorded in try reader.events(after: sequence) {
                    sequence = recorded.sequence
                    if let line = try format.line(recorded.event) { try format.print(line) }
                }
                if isOver { return }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        let interruption = Interruption { task.cancel() }
        defer { interruption.cancel() }
        do {
            try await task.value
        } catch is CancellationError {
            throw Failure(message: "interrupted", exitCode: 128 + (interruption.signal ?? 2))
        }
    }
}
