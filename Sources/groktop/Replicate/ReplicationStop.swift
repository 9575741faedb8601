internal import RunEvents
internal import Synchronization
internal import Training

/// Ctrl-C, for whatever goes on: trainers are told to stop, and everything else looks.
final class ReplicationStop: Sendable {
    private struct State {
        var isStopped = false
        var queues: [CommandQueue] = []
        var failure: Failure?
    }

    private let state = Mutex(State())

    var isStopped: Bool { state.withLock(\.isStopped) }
    /// Why, where it was not a person.
    var failure: Failure? { state.withLock(\.failure) }

    /// - Parameter failure: the first one stays.
    func stop(_ failure: Failure? = nil) {
        let queues = state.withLock { state in
            state.isStopped = true
            state.failure = state.failure ?? failure
            return state.queues
        }
        for queue in queues { queue.send(.stop) }
    }

    /// A trainer that is to be stopped, too: at once where it is late.
    func add(_ queue: CommandQueue) {
        let isStopped = state.withLock { state in
            state.queues.append(queue)
            return state.isStopped
        }
        if isStopped { queue.send(.stop) }
    }
}
