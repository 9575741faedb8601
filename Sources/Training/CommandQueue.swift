package import RunEvents

/// A bounded queue of commands for a trainer. Any thread may send.
package final class CommandQueue: @unchecked Sendable {
    private let condition = MonotonicCondition()
    private var commands: [SentCommand] = []

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

    /// Sleeps until a command is there, but at most for `seconds`. With nil there is no limit.
    package func waitForCommand(seconds: Double?) {
        let deadline = seconds.map(MonotonicCondition.Deadline.after)
        condition.withLock {
            while commands.isEmpty {
                if let deadline {
                    if !condition.wait(until: deadline) { return }
                } else {
                    condition.wait()
                }
            }
        }
    }
}
