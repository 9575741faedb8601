internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import RunEvents
internal import Runs

/// `groktop record`: records a stream of events.
struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record the events that another program prints.",
        discussion: """
            One JSON object a line on standard input, the first of type started; docs/RECORDING.md says what each \
            holds. Any language can be the source, and groktop watch --follow shows the run while it is recorded. A \
            line that is no event, or holds what no recording can, is left out, and the first hundred of these are \
            named on standard error.

              my-trainer | groktop record -
            """)

    @Argument(help: "-, for standard input.")
    var source: String

    @OptionGroup var runs: RunsOption

    func validate() throws {
        guard source == "-" else { throw ValidationError("'\(source)' is no source; it must be -, for standard input") }
    }

    func run() async throws {
        guard let stream = StandardInput.takeStream() else {
            throw Failure.usage("record reads events from standard input, which is a terminal or is closed")
        }
        let recording = StreamRecording(descriptor: stream, in: runs.folder) { StandardError.line("groktop: \($0)") }
        let interruption = Interruption { recording.stop() }
        defer { interruption.cancel() }
        guard let outcome = try await recording.run() else {
            throw Failure.data("standard input holds no run: its first event has to be of type started")
        }
        StandardError.line("groktop: recorded as \(outcome.folder.name)")
        if let gap = outcome.gap { throw Failure.inputOutput("\(gap)") }
        if let signal = interruption.signal { throw Failure(message: "interrupted", exitCode: 128 + signal) }
        if outcome.leftOut > 0 {
            throw Failure.data("\(outcome.leftOut) \(outcome.leftOut == 1 ? "line was" : "lines were") left out")
        }
    }
}
