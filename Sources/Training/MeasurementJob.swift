internal import Dispatch
internal import Synchronization

/// One request of a `MeasurementQueue`, as the one who makes the measurement sees it.
package final class MeasurementJob: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isCancelled = false
        var share: Double?
        /// Cancels asynchronous work that is waited for.
        var cancelWork: (@Sendable () -> Void)?
    }

    init() {}

    /// Whether to give up. To be asked between any two steps of the measurement, from any thread.
    package var isCancelled: Bool { state.withLock(\.isCancelled) }

    /// The share that is done; nil before the measurement has begun.
    var share: Double? { state.withLock(\.share) }

    /// Says what share is done, from 0 to 1.
    package func report(_ share: Double) { state.withLock { $0.share = share } }

    /// Does asynchronous work, and blocks the queue's thread meanwhile. The work is cancelled with the job.
    ///
    /// - Throws: what the work throws; `CancellationError` where the job was cancelled before.
    package func wait<Value: Sendable>(for work: @escaping @Sendable () async throws -> Value) throws -> Value {
        let done = DispatchSemaphore(value: 0)
        let result = Mutex<Result<Value, any Error>?>(nil)
        let task = Task {
            do {
                let value = try await work()
                result.withLock { $0 = .success(value) }
            } catch {
                result.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        let isLate = state.withLock { state in
            state.cancelWork = { task.cancel() }
            return state.isCancelled
        }
        if isLate { task.cancel() }
        done.wait()
        state.withLock { $0.cancelWork = nil }
        guard let result = result.withLock({ $0 }) else { preconditionFailure("signalled without a result") }
        return try result.get()
    }

    func cancel() {
        let cancelWork = state.withLock { state in
            state.isCancelled = true
            return state.cancelWork
        }
        cancelWork?()
    }
}
