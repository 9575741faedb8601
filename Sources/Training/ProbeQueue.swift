internal import Dispatch
internal import Foundation
internal import RunEvents
internal import SpectralEdge
internal import Synchronization

/// Answers probe requests one after the other on a thread of their own.
final class ProbeQueue: Sendable {
    private let queue = DispatchQueue(label: "groktop.probes", qos: .utility)
    private let outstanding = Atomic<Int>(0)
    private let isCancelled = Atomic<Bool>(false)
    private let runner: ProbeRunner

    /// Each request holds a copy of the parameters and four directions; more than a few waiting is a stuck key.
    static let capacity = 4

    init(runner: @escaping ProbeRunner) {
        self.runner = runner
    }

    /// Requests not yet answered.
    var count: Int { outstanding.load(ordering: .acquiring) }

    /// - Parameter answer: called on the queue's thread.
    func submit(
        _ kind: ProbeKind, _ snapshot: EdgeSnapshot, answer: @escaping @Sendable (ProbeRecord) -> Void
    ) {
        outstanding.wrappingAdd(1, ordering: .acquiringAndReleasing)
        queue.async { [self] in
            let record = runner(kind, snapshot) { isCancelled.load(ordering: .relaxed) }
            outstanding.wrappingSubtract(1, ordering: .acquiringAndReleasing)
            if let record { answer(record) }
        }
    }

    /// Requests under way and waiting give up at their next measurement.
    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// Returns when every request has been answered or has given up.
    func waitUntilIdle() {
        queue.sync {}
    }
}
