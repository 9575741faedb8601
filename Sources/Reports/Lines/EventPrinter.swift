internal import Console
internal import Foundation
internal import RunEvents
internal import Synchronization

/// Prints a run's events on a thread of its own, so that a blocked terminal or pipe delays neither training nor
/// recording.
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

    /// - Parameters:
    ///   - format: how events are printed.
    ///   - steps: optimizer steps of the whole run, for the line of progress.
    init(format: EventFormat, steps: Int) {
        (self.format, self.steps) = (format, steps)
        let thread = Thread { [self] in work() }
        thread.name = "groktop output"
        thread.start()
    }

    /// Whether at least one line was printed.
    var hasPrinted: Bool { state.withLock(\.hasPrinted) }

    /// Takes an event to print. It returns at once.
    ///
    /// - Throws: the error of an earlier event that could not be printed.
    func print(_ event: RunEvent) throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            // Only the newest progress matters.
            if case .progress = event, case .progress? = state.events.last { state.events.removeLast() }
            state.events.append(event)
        }
        arrived.signal()
    }

    /// Waits until everything is printed. If the process is ending, it waits only a moment.
    ///
    /// - Throws: the error of an event that could not be printed.
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
