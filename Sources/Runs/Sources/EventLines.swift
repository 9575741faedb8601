internal import Console
internal import RunEvents
internal import Synchronization

/// The events of a stream, one JSON object a line. Anybody may have written it: a line that is no event, or holds
/// impossible numbers, is left out.
final class EventLines: Sendable {
    private let reader: LineReader
    private let lines: AsyncStream<Line>

    /// The length of the longest accepted line, in bytes. An attention probe of the largest model is far shorter.
    private static let longest = 16 << 20

    /// What a line that is not empty is.
    enum Item {
        case event(RunEvent)
        /// The line's number, counted from 1, and a few printable words about what is wrong with it.
        case leftOut(number: Int, problem: String)
    }

    /// - Parameter descriptor: the file descriptor to read. It is closed at the end.
    init(descriptor: Int32) {
        let (lines, continuation) = AsyncStream.makeStream(of: Line.self, bufferingPolicy: .unbounded)
        self.lines = lines
        reader = LineReader(descriptor: descriptor, longest: Self.longest) {
            continuation.yield($0)
        } end: {
            continuation.finish()
        }
    }

    /// Reads until the stream ends, or `stop` is called. To be called once.
    func forEach(_ body: (Item) throws -> Void) async rethrows {
        reader.start()
        defer { reader.stop() }
        var check = EventCheck()
        for await line in lines where line.text != "" {
            switch line.text.map({ check.event($0) }) {
            case .success(let event)?: try body(.event(event))
            case .failure(let problem)?: try body(.leftOut(number: line.number, problem: problem.text))
            case nil: try body(.leftOut(number: line.number, problem: "it is too long"))
            }
        }
    }

    /// Makes `forEach` end soon, even if no more input comes.
    func stop() { reader.stop() }
}
