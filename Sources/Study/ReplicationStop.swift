package import Console
internal import Synchronization

/// Ctrl-C, for whatever goes on: trainers are told to stop, and everything else looks.
package final class ReplicationStop: Sendable {
    private struct State {
        var isStopped = false
        var actions: [@Sendable () -> Void] = []
        var failure: Failure?
    }

    private let state = Mutex(State())

    /// Nothing is stopped yet.
    package init() {}

    var isStopped: Bool { state.withLock(\.isStopped) }
    /// Why, where it was not a person.
    var failure: Failure? { state.withLock(\.failure) }

    /// - Parameter failure: the first one stays.
    package func stop(_ failure: Failure? = nil) {
        let actions = state.withLock { state in
            state.isStopped = true
            state.failure = state.failure ?? failure
            return state.actions
        }
        for action in actions { action() }
    }

    /// What is to be done to stop what goes on: at once where it is late.
    func add(_ action: @escaping @Sendable () -> Void) {
        let isStopped = state.withLock { state in
            state.actions.append(action)
            return state.isStopped
        }
        if isStopped { action() }
    }
}
