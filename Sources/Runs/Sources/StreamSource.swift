internal import Console
internal import Foundation
package import RunEvents
package import Training

/// A stream of events, one JSON object a line, as `groktop train` prints it.
///
/// Anybody may have written the stream. A line that is no event, or holds impossible numbers, is left out with a
/// remark.
package struct StreamSource: EventSource {
    private let descriptor: Int32

    /// The length of the longest accepted line, in bytes. An attention probe of the largest model is far shorter.
    private static let longestLine = 16 << 20

    /// - Parameter descriptor: the file descriptor to read. The source closes it at the end.
    package init(descriptor: Int32) { self.descriptor = descriptor }

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
        let lines = AsyncStream.makeStream(of: Line.self, bufferingPolicy: .unbounded)
        let reader = LineReader(descriptor: descriptor, longest: Self.longestLine) {
            lines.continuation.yield($0)
        } end: {
            lines.continuation.finish()
        }
        reader.start()
        defer { reader.stop() }
        var check = EventCheck()
        for await line in lines.stream {
            try Task.checkCancellation()
            switch line.text {
            case "": continue
            case let text?:
                switch check.event(text) {
                case .success(let event): sink(.event(event))
                case .failure(let problem):
                    sink(.leftOut(reason: "line \(line.number) of the stream is left out: \(problem.text)"))
                }
            case nil: sink(.leftOut(reason: "line \(line.number) of the stream is left out: it is too long"))
            }
        }
        sink(.recorderGone(since: Date()))
        return nil
    }
}
