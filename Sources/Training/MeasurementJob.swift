internal import Dispatch
internal import Synchronization

/// One request of a `MeasurementQueue`, in the hands of the code that makes the measurement.
package final class MeasurementJob: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isCancelled = false
        var share: Double?
        /// Cancels the asynchronous work that the job waits for; nil while it waits for none.
        var cancelWork: (@Sendable () -> Void)?
    }

    init() {}

    /// Whether the measurement should give up. It asks between any two of its steps, from any thread.
    package var isCancelled: Bool { state.withLock(\.isCancelled) }

    /// The share that is done, from 0 to 1; nil before the measurement has reported any.
    var share: Double? { state.withLock(\.share) }

    /// Reports the share that is done, from 0 to 1.
    package func report(_ share: Double) { state.withLock { $0.share = share } }

    /// Does asynchronous work and blocks the queue's thread meanwhile. Cancelling the job cancels the work.
    ///
    /// - Throws: the error of the work, which is a `CancellationError` where it was cancelled.
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
