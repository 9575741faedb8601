internal import RunEvents
internal import Synchronization

/// A run's events, with a mailbox that a screen can be opened on and closed again: it finds all that was before.
final class EventTap: Sendable {
    private struct State {
        var history: [RunEvent] = []
        var mailbox: MessageMailbox?
        var step = 0
    }

    private let state = Mutex(State())

    /// The last step that anything is known about.
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
