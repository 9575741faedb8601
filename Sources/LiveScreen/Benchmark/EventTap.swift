internal import RunEvents
internal import Synchronization

/// Keeps a run's events for a screen that is opened and closed again: each time its mailbox begins with all earlier
/// events.
final class EventTap: Sendable {
    private struct State {
        var history: [RunEvent] = []
        var mailbox: MessageMailbox?
        var step = 0
    }

    private let state = Mutex(State())

    /// The step of the newest event.
    var step: Int { state.withLock { $0.step } }

    func take(_ event: RunEvent) {
        state.withLock { state in
            if case .progress(let record) = event {
                state.step = max(state.step, record.step)
            } else {
                state.history.append(event)
            }
            state.mailbox?.put(event)
        }
    }

    func open() -> MessageMailbox {
        state.withLock { state in
            let mailbox = MessageMailbox()
            for event in state.history { mailbox.put(event) }
            state.mailbox = mailbox
            return mailbox
        }
    }

    func close() {
        state.withLock { $0.mailbox = nil }
    }
}
