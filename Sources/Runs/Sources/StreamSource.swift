internal import Foundation
package import RunEvents
package import Training

/// A stream of events, one JSON object a line, as `groktop train` prints it.
///
/// Anybody may have written the stream. A line that is no event, or holds impossible numbers, is left out with a
/// remark.
package struct StreamSource: EventSource {
    private let lines: EventLines

    /// - Parameter descriptor: the file descriptor to read. The source closes it at the end.
    package init(descriptor: Int32) { lines = EventLines(descriptor: descriptor) }

    /// Nothing: a stream cannot be asked.
    package var capabilities: SourceCapabilities { [] }
    /// The reason for that, as the screen shows it.
    package var limit: String? { "a stream of events can only be watched" }

    /// Hands over the stream's events until its end, and a remark for each line that is left out.
    ///
    /// - Returns: nil: nothing is trained here.
    /// - Throws: `CancellationError`.
    package func run(
        after _: Int, _ sink: @escaping @Sendable (SourceEvent) -> Void
    ) async throws -> TrainingEnd? {
        try await lines.forEach {
            try Task.checkCancellation()
            switch $0 {
            case .event(let event): sink(.event(event))
            case .leftOut(let number, let problem):
                sink(.leftOut(reason: "line \(number) of the stream is left out: \(problem)"))
            }
        }
        sink(.recorderGone(since: Date()))
        return nil
    }
}
