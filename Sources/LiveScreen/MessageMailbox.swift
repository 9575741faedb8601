internal import Dashboard
internal import RunEvents
internal import Synchronization

/// Messages that wait for the screen. Putting one in never blocks.
final class MessageMailbox: Sendable {
    private let messages = Mutex<[Message]>([])
    private let isClosed = Atomic<Bool>(false)

    func put(_ event: RunEvent) { put(.event(event)) }

    /// Drops all messages from now on: the screen is gone, and nobody takes them.
    func close() {
        isClosed.store(true, ordering: .relaxed)
        _ = takeAll()
    }

    func put(_ message: Message) {
        if isClosed.load(ordering: .relaxed) { return }
        messages.withLock { messages in
            // The screen wants only the newest progress: a suspended terminal must not find a thousand of them.
            if case .event(.progress) = message, case .event(.progress)? = messages.last { messages.removeLast() }
            messages.append(message)
        }
    }

    /// All messages that have arrived, in order.
    func takeAll() -> [Message] {
        messages.withLock { messages in
            defer { messages.removeAll() }
            return messages
        }
    }
}
