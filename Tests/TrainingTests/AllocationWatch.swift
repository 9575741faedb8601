import AllocationCounter
import Foundation
import Kernels
import Synchronization

/// Counts what the threads of a pool allocate, from its making to its end. What goes on beside them, in other tests,
/// does not count.
struct AllocationWatch {
    private let pool: WorkerPool
    private let counter: OpaquePointer
    /// What making the watch cost.
    private let start: Int

    /// Whether malloc can be stood before on this system.
    static let isAvailable = allocation_counter_is_available()

    init(pool: WorkerPool) {
        guard let counter = allocation_counter_make() else { preconditionFailure("no memory for a number") }
        self.pool = pool
        self.counter = counter
        Self.onEveryThread(of: pool, use: counter)
        start = allocation_counter_value(counter)
    }

    /// Allocations so far.
    var count: Int { allocation_counter_value(counter) - start }

    func end() {
        Self.onEveryThread(of: pool, use: nil)
    }

    /// As many items as threads, each of which waits for the others: so no thread can take two of them.
    private static func onEveryThread(of pool: WorkerPool, use counter: OpaquePointer?) {
        nonisolated(unsafe) let counter = counter
        let arrived = Atomic<Int>(0)
        pool.run(count: pool.threadCount) { _, _ in
            allocation_counter_use(counter)
            arrived.wrappingAdd(1, ordering: .acquiringAndReleasing)
            while arrived.load(ordering: .acquiring) < pool.threadCount { sched_yield() }
        }
    }
}
