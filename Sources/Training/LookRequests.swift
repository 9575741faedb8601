internal import Synchronization

/// The requests for a look that wait for a trainer. Any thread may ask.
package final class LookRequests: Sendable {
    private let state = Mutex(State())

    private struct State {
        var requests: [LookRequest] = []
        var isClosed = false
    }

    /// No requests.
    init() {}

    /// Adds a request.
    ///
    /// - Returns: false where the trainer has ended; the request is dropped then.
    func add(_ request: LookRequest) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.requests.append(request)
            return true
        }
    }

    /// Removes and returns the requests that are due: at an evaluation all of them.
    func take(_ moment: LookRequest.Moment) -> [LookRequest] {
        state.withLock { state in
            guard !state.requests.isEmpty else { return [] }
            let due = state.requests.filter { moment == .nextEvaluation || $0.moment == moment }
            state.requests.removeAll { moment == .nextEvaluation || $0.moment == moment }
            return due
        }
    }

    /// Takes no more requests.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.requests = []
        }
    }
}

extension Trainer {
    /// Asks for a look at the parameters. It returns at once.
    ///
    /// - Returns: false where the trainer has ended.
    package nonisolated func look(_ request: LookRequest) -> Bool {
        guard looks.add(request) else { return false }
        // A paused trainer sleeps until a command comes.
        commands.wake()
        return true
    }
}
