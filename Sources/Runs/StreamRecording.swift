internal import Console
package import Foundation
package import Recording
internal import RunEvents

/// Records a stream of events, one JSON object a line, into a run of its own. Any program can be its source.
package final class StreamRecording: Sendable {
    private let lines: EventLines
    private let runsFolder: URL
    private let left: @Sendable (String) -> Void

    /// How many lines that are left out are named one by one: a stream of something else may have millions.
    private static let mostNamed = 100

    /// - Parameters:
    ///   - descriptor: the file descriptor to read. It is closed at the end.
    ///   - runsFolder: where the run's folder is made.
    ///   - left: receives a line, printable, about each of the first lines of the stream that are left out.
    package init(descriptor: Int32, in runsFolder: URL, left: @escaping @Sendable (String) -> Void) {
        (lines, self.runsFolder, self.left) = (EventLines(descriptor: descriptor), runsFolder, left)
    }

    /// What was recorded.
    package struct Outcome: Sendable {
        /// The run's folder.
        package var folder: RunFolder
        /// How many lines were left out.
        package var leftOut: Int
        /// Why the recording is not whole; nil where it is.
        package var gap: RecordingGap?
    }

    /// Ends the recording soon, even if no more input comes.
    package func stop() { lines.stop() }

    /// Records until the stream ends.
    ///
    /// - Returns: nil where no run began.
    /// - Throws: `RecordingError` where the run's folder cannot be made.
    package func run() async throws -> Outcome? {
        var recorder: RunRecorder?
        var leftOut = 0
        defer { recorder?.close() }
        try await lines.forEach {
            switch $0 {
            case .event(let event):
                if case .started(let record) = event {
                    recorder = try RunRecorder.create(
                        NewRun(run: record.run, version: ProgramVersion.current), in: runsFolder)
                }
                recorder?.record(event)
            case .leftOut(let number, let problem):
                leftOut += 1
                if leftOut <= Self.mostNamed {
                    left("line \(number) is left out: \(problem)")
                } else if leftOut == Self.mostNamed + 1 {
                    left("further lines that are left out are counted, and not named")
                }
            }
        }
        guard let recorder else { return nil }
        recorder.close()
        return Outcome(folder: recorder.folder, leftOut: leftOut, gap: recorder.gap)
    }
}
