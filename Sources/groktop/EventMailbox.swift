internal import RunEvents
internal import Synchronization

/// Where events wait for the screen. Nobody ever waits to put one in.
final class EventMailbox: Sendable {
    private let events = Mutex<[RunEvent]>([])

    func put(_ event: RunEvent) {
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
