package import RunEvents

/// A bounded queue of commands for a trainer. Any thread may send.
package final class CommandQueue: @unchecked Sendable {
    private let condition = MonotonicCondition()
    private var commands: [SentCommand] = []
    /// Whether the next wait ends at once.
    private var isWoken = false

    /// The most commands that can wait. A person cannot press that many keys between two steps; a script that sends
    /// more is faulty.
    package static let capacity = 64

    /// An empty queue.
    package init() {}

    /// Appends a command.
    ///
    /// - Parameters:
    ///   - command: the command.
    ///   - request: the command file that asks for it; nil for any other way.
    /// - Returns: false where the queue is full; the command is dropped then.
    @discardableResult
    package func send(_ command: RunCommand, request: String? = nil) -> Bool {
        condition.withLock {
            guard commands.count < Self.capacity else { return false }
            commands.append(SentCommand(command, request: request))
            condition.signal()
            return true
        }
    }

    /// Removes and returns all commands that have arrived, in order, without waiting.
    package func takeAll() -> [SentCommand] {
        condition.withLock {
            let taken = commands
            commands.removeAll(keepingCapacity: true)
            return taken
        }
    }

    /// Ends the wait for a command, or the next one where nobody waits.
    func wake() {
        condition.withLock {
            isWoken = true
            condition.signal()
        }
    }

    /// Sleeps until a command is there or `wake` is called, but at most for `seconds`. With nil there is no limit.
    package func waitForCommand(seconds: Double?) {
        let deadline = seconds.map(MonotonicCondition.Deadline.after)
        condition.withLock {
            defer { isWoken = false }
            while commands.isEmpty, !isWoken {
                if let deadline {
                    if !condition.wait(until: deadline) { return }
                } else {
                    condition.wait()
                }
            }
        }
    }
}
