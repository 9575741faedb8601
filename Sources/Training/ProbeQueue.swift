internal import Dispatch
internal import Foundation
internal import RunEvents
internal import SpectralEdge
internal import Synchronization

/// Answers probe requests one after the other on a thread of their own.
final class ProbeQueue: Sendable {
    private let queue = DispatchQueue(label: "groktop.probes", qos: .utility)
    private let outstanding = Atomic<Int>(0)
    /// Requests so far, and how many of them are to give up: the first so many.
    private let submitted = Atomic<Int>(0)
    private let cancelled = Atomic<Int>(0)
    private let share = Mutex<Double?>(nil)
    private let runner: ProbeRunner

    /// Each request holds a copy of the parameters and four directions; more than a few waiting is a stuck key.
    static let capacity = 4

    init(runner: @escaping ProbeRunner) {
        self.runner = runner
    }

    /// Requests not yet answered.
    var count: Int { outstanding.load(ordering: .acquiring) }

    /// What share of the request under way is done; nil where there is none.
    var progress: Double? { share.withLock { $0 } }

    /// - Parameter answer: called on the queue's thread; with nil where the request has given up.
    func submit(
        _ kind: ProbeKind, _ snapshot: EdgeSnapshot, answer: @escaping @Sendable (ProbeRecord?) -> Void
    ) {
        outstanding.wrappingAdd(1, ordering: .acquiringAndReleasing)
        let number = submitted.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue
        queue.async { [self] in
            share.withLock { $0 = 0 }
            let record = runner(
                kind, snapshot, { number <= cancelled.load(ordering: .relaxed) },
                { done in share.withLock { $0 = done } })
            share.withLock { $0 = nil }
            outstanding.wrappingSubtract(1, ordering: .acquiringAndReleasing)
            answer(record)
        }
    }

    /// Requests under way and waiting give up at their next measurement; those to come do not.
    func cancel() {
        cancelled.store(submitted.load(ordering: .acquiring), ordering: .relaxed)
    }

    /// Returns when every request has been answered or has given up.
    func waitUntilIdle() {
        queue.sync {}
    }
}
