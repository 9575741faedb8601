internal import Synchronization

/// Messages that wait for a screen over many runs. Putting one in never blocks.
final class OverviewMailbox<Message: OverviewMessage>: Sendable {
    private let messages = Mutex<[Message]>([])

    /// Adds a message. Where several say how all runs stand, only the newest is kept.
    func put(_ message: Message) {
        messages.withLock { messages in
            if message.isOfAllRuns { messages.removeAll(where: \.isOfAllRuns) }
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
