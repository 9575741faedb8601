internal import Board
internal import Synchronization

/// Messages that wait for the sweep screen. Putting one in never blocks.
final class BoardMailbox: Sendable {
    private let messages = Mutex<[BoardMessage]>([])

    /// Adds a message. Of several states of all runs, only the newest is kept.
    func put(_ message: BoardMessage) {
        messages.withLock { messages in
            if case .survey = message {
                messages.removeAll { if case .survey = $0 { true } else { false } }
            }
            messages.append(message)
        }
    }

    /// All messages that have arrived, in order.
    func takeAll() -> [BoardMessage] {
        messages.withLock { messages in
            defer { messages.removeAll() }
            return messages
        }
    }
}
