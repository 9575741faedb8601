internal import Console
internal import Foundation
internal import RunEvents
internal import Synchronization

/// Prints a run's events, on a thread of its own: a terminal or a pipe that takes nothing must hold up neither training
/// nor recording.
final class EventPrinter: Sendable {
    private let format: EventFormat
    private let steps: Int
    private let state = Mutex(State())
    private let arrived = DispatchSemaphore(value: 0)

    private struct State {
        var events: [RunEvent] = []
        var isClosed = false
        var isDone = false
        var hasPrinted = false
        var failure: (any Error)?
    }

    /// - Parameter steps: of the whole run.
    init(format: EventFormat, steps: Int) {
        (self.format, self.steps) = (format, steps)
        let thread = Thread { [self] in work() }
        thread.name = "groktop output"
        thread.start()
    }

    /// Whether a line could be printed.
    var hasPrinted: Bool { state.withLock(\.hasPrinted) }

    /// Returns at once.
    ///
    /// - Throws: why an event before could not be printed.
    func print(_ event: RunEvent) throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            // Only the newest progress is of interest.
            if case .progress = event, case .progress? = state.events.last { state.events.removeLast() }
            state.events.append(event)
        }
        arrived.signal()
    }

    /// Waits until everything is printed; once the process is leaving, for a moment only.
    ///
    /// - Throws: why an event could not be printed.
    func finish() async throws {
        state.withLock { $0.isClosed = true }
        arrived.signal()
        while !state.withLock(\.isDone), !Leaving.isOverdue { try? await Task.sleep(for: .milliseconds(5)) }
        if let failure = state.withLock(\.failure) { throw failure }
    }

    private func work() {
        var progress = ProgressLine(steps: steps)
        while true {
            arrived.wait()
            let (events, isClosed) = state.withLock { state in
                defer { state.events = [] }
                return (state.events, state.isClosed)
            }
            do {
                for event in events { try print(event, &progress) }
            } catch {
                state.withLock { $0.failure = error }
                break
            }
            if isClosed { break }
        }
        progress.clear()
        state.withLock { $0.isDone = true }
    }

    private func print(_ event: RunEvent, _ progress: inout ProgressLine) throws {
        if let line = try format.line(event) {
            progress.clear()
            try format.print(line)
            state.withLock { $0.hasPrinted = true }
        }
        progress.show(event)
    }
}
