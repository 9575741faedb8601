package import RunEvents

/// Commands on their way to a trainer: bounded, first in first out, from any thread.
package final class CommandQueue: @unchecked Sendable {
    private let condition = MonotonicCondition()
    private var commands: [RunCommand] = []

    /// Far more than a person can press between two steps; a script that sends more has gone wrong.
    package static let capacity = 64

    /// An empty queue.
    package init() {}

    /// - Returns: false where the queue is full; the command is dropped then.
    @discardableResult
    package func send(_ command: RunCommand) -> Bool {
        condition.withLock {
            guard commands.count < Self.capacity else { return false }
            commands.append(command)
            condition.signal()
            return true
        }
    }

    /// All commands that have arrived, in order, without waiting.
    package func takeAll() -> [RunCommand] {
        condition.withLock {
            let taken = commands
            commands.removeAll(keepingCapacity: true)
            return taken
        }
    }

    /// Sleeps until a command is there, or for at most `seconds`; nil waits as long as it takes.
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
