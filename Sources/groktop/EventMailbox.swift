internal import RunEvents
internal import Synchronization

/// Where events wait for the screen. Nobody ever waits to put one in.
final class EventMailbox: Sendable {
    private let events = Mutex<[RunEvent]>([])
    private let end = Mutex<FinishedRecord?>(nil)

    /// How the run ended; nil while it goes on.
    var finished: FinishedRecord? { end.withLock { $0 } }

    func put(_ event: RunEvent) {
        if case .finished(let record) = event { end.withLock { $0 = record } }
        events.withLock { events in
            // The screen wants only the newest progress: a suspended terminal must not find a thousand of them.
            if case .progress = event, case .progress? = events.last { events.removeLast() }
            events.append(event)
        }
    }

    /// All events that have arrived, in order.
    func takeAll() -> [RunEvent] {
        events.withLock { events in
            defer { events.removeAll() }
            return events
        }
    }
}
