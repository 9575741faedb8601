internal import Foundation
internal import Synchronization

/// Makes measurements in the order in which they are asked for, on threads of its own: beside a training, for a step
/// that is looked back at, and without a screen.
///
/// There is one way of cancelling: everything that was asked for until then gives up at its next question, and what is
/// asked for later does not.
package final class MeasurementQueue: Sendable {
    private let operations = OperationQueue()
    private let state = Mutex(State())

    private struct State {
        /// Asked for, and not yet answered; in order.
        var jobs: [MeasurementJob] = []
    }

    /// Each request may hold a copy of the parameters and four directions; more than a few waiting is a stuck key.
    package static let capacity = 4

    /// Makes a queue without requests.
    ///
    /// - Parameter lanes: how many measurements are made at once.
    package init(lanes: Int = 1) {
        operations.name = "groktop measurements"
        operations.qualityOfService = .utility
        operations.maxConcurrentOperationCount = lanes
    }

    /// Requests that are not yet answered.
    package var count: Int { state.withLock(\.jobs.count) }

    /// Whether a person should wait with the next request.
    package var isFull: Bool { count >= Self.capacity }

    /// The share of the oldest request that is done; nil where nothing is asked for, or nothing has begun.
    package var progress: Double? { state.withLock(\.jobs.first)?.share }

    /// Asks for a measurement.
    ///
    /// - Parameters:
    ///   - measure: makes it, on a thread of the queue. It gives up soon after the job is cancelled.
    ///   - answer: takes what `measure` returned, on the same thread; the request counts as answered by then.
    package func submit<Answer>(
        _ measure: @escaping @Sendable (MeasurementJob) -> Answer, answer: @escaping @Sendable (Answer) -> Void
    ) {
        let job = MeasurementJob()
        state.withLock { $0.jobs.append(job) }
        operations.addOperation { [self] in
            job.report(0)
            let result = measure(job)
            state.withLock { state in state.jobs.removeAll { $0 === job } }
            answer(result)
        }
    }

    /// Asks for a measurement and waits for it.
    ///
    /// - Throws: what `measure` throws.
    package func answer<Answer: Sendable>(
        _ measure: @escaping @Sendable (MeasurementJob) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            submit({ job in Result { try measure(job) } }, answer: { continuation.resume(with: $0) })
        }
    }

    /// Everything that is asked for gives up; what is asked for later does not. Returns at once.
    ///
    /// - Returns: how many requests there are.
    @discardableResult
    package func cancel() -> Int {
        let jobs = state.withLock(\.jobs)
        for job in jobs { job.cancel() }
        return jobs.count
    }

    /// Returns when every request has been answered or has given up. Blocks the calling thread.
    package func waitUntilIdle() { operations.waitUntilAllOperationsAreFinished() }

    /// Returns when every request has been answered or has given up.
    package func idle() async {
        await withCheckedContinuation { continuation in
            operations.addBarrierBlock { continuation.resume() }
        }
    }
}
