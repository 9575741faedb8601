internal import Home
internal import Synchronization

/// Messages that wait for the home screen. Putting one in never blocks.
final class HomeMailbox: Sendable {
    private let messages = Mutex<[HomeMessage]>([])

    /// Adds a message. Of several lists of all runs, only the newest is kept.
    func put(_ message: HomeMessage) {
        messages.withLock { messages in
            if case .runs = message {
                messages.removeAll { if case .runs = $0 { true } else { false } }
            }
            messages.append(message)
        }
    }

    /// All messages that have arrived, in order.
    func takeAll() -> [HomeMessage] {
        messages.withLock { messages in
            defer { messages.removeAll() }
            return messages
        }
    }
}
