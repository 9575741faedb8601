package import Console
internal import Synchronization

/// Stops a replication, as Ctrl-C does. Trainers receive a command; other work asks whether it should stop.
package final class ReplicationStop: Sendable {
    private struct State {
        var isStopped = false
        var actions: [@Sendable () -> Void] = []
        var failure: Failure?
    }

    private let state = Mutex(State())

    /// A replication that is not stopped.
    package init() {}

    var isStopped: Bool { state.withLock(\.isStopped) }
    /// The failure that stopped the work; nil where a person did, or nothing is stopped.
    var failure: Failure? { state.withLock(\.failure) }

    /// Stops the work.
    ///
    /// - Parameter failure: the reason; nil where a person stopped it. The first reason is kept.
    package func stop(_ failure: Failure? = nil) {
        let actions = state.withLock { state in
            state.isStopped = true
            state.failure = state.failure ?? failure
            return state.actions
        }
        for action in actions { action() }
    }

    /// Adds an action that stops some work. If the replication is stopped already, the action runs at once.
    func add(_ action: @escaping @Sendable () -> Void) {
        let isStopped = state.withLock { state in
            state.actions.append(action)
            return state.isStopped
        }
        if isStopped { action() }
    }
}
