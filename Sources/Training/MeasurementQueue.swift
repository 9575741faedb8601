internal import Foundation
internal import Synchronization

/// Makes measurements in the order of their requests, on threads of its own. It serves a training, a replay and the
/// command line.
///
/// There is one way of cancelling: all earlier requests give up when they next ask, and later requests are not
/// affected.
package final class MeasurementQueue: Sendable {
    private let operations = OperationQueue()
    private let state = Mutex(State())

    private struct State {
        /// The requests without an answer, in order.
        var jobs: [MeasurementJob] = []
    }

    /// The most requests that may wait. Each can hold a copy of the parameters and four directions, and more than a few
    /// come from a stuck key.
    package static let capacity = 4

    /// Makes a queue without requests.
    ///
    /// - Parameter lanes: how many measurements are made at once.
    package init(lanes: Int = 1) {
        operations.name = "groktop measurements"
        operations.qualityOfService = .utility
        operations.maxConcurrentOperationCount = lanes
    }

    /// The number of requests without an answer.
    package var count: Int { state.withLock(\.jobs.count) }

    /// Whether `capacity` requests are waiting or under way.
    package var isFull: Bool { count >= Self.capacity }

    /// The share of the oldest request that is done, from 0 to 1; nil where there is no request, or it has not begun.
    package var progress: Double? { state.withLock(\.jobs.first)?.share }

    /// Asks for a measurement.
    ///
    /// - Parameters:
    ///   - measure: makes the measurement on a thread of the queue. It gives up soon after the job is cancelled.
    ///   - answer: receives the result of `measure` on the same thread. The request already counts as answered then.
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
    /// - Throws: the error of `measure`.
    package func answer<Answer: Sendable>(
        _ measure: @escaping @Sendable (MeasurementJob) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            submit({ job in Result { try measure(job) } }, answer: { continuation.resume(with: $0) })
        }
    }

    /// Cancels all requests so far; later ones are not affected. It returns at once.
    ///
    /// - Returns: how many requests were cancelled.
    @discardableResult
    package func cancel() -> Int {
        let jobs = state.withLock(\.jobs)
        for job in jobs { job.cancel() }
        return jobs.count
    }

    /// Blocks the calling thread until every request has been answered or has given up.
    package func waitUntilIdle() { operations.waitUntilAllOperationsAreFinished() }

    /// Returns when every request has been answered or has given up.
    package func idle() async {
        await withCheckedContinuation { continuation in
            operations.addBarrierBlock { continuation.resume() }
        }
    }
}
