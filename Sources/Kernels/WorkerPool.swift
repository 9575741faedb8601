internal import CKernels
internal import Foundation
internal import Synchronization

/// Threads that stay alive and share the numbered items of one job at a time.
///
/// The caller works too: a pool of one starts no thread. Which thread takes which item varies, so an item must write
/// only to memory that its own number selects. Sums are formed afterwards, in the order of the items.
package final class WorkerPool: @unchecked Sendable {
    /// How many threads work, the caller included.
    package let threadCount: Int

    /// The work on one item. It receives the item, and the number of the worker (0..<threadCount) that runs it, for
    /// scratch memory.
    package typealias Body = (_ item: Int, _ worker: Int) -> Void

    /// The job. The caller writes it before `generation` moves, and workers read it after they have seen it move.
    private var body: Body?
    private var itemCount = 0

    private let generation = Atomic<Int>(0)
    private let nextItem = Atomic<Int>(0)
    private let busyWorkers = Atomic<Int>(0)
    private let isClosing = Atomic<Bool>(false)
    private let condition = NSCondition()

    /// How many times an idle thread looks before it sleeps: about 20 µs, the gap between two phases of a step.
    private static let spins = 2_000

    /// Starts the threads.
    ///
    /// - Precondition: `threadCount` is at least 1.
    package init(threadCount: Int) {
        precondition(threadCount >= 1, "a pool of \(threadCount) threads")
        self.threadCount = threadCount
        for worker in 1..<threadCount {
            // The thread keeps the pool alive until `close` ends it.
            let thread = Thread { [self] in work(as: worker) }
            thread.name = "groktop worker \(worker)"
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    /// Ends the threads. The pool must not be used afterwards.
    package func close() {
        isClosing.store(true, ordering: .releasing)
        generation.wrappingAdd(1, ordering: .releasing)
        condition.lock()
        condition.broadcast()
        condition.unlock()
    }

    /// Calls `body` once for each item of 0..<count, and returns when all are done.
    package func run(count: Int, _ body: Body) {
        withoutActuallyEscaping(body) { runKept(count: count, $0) }
    }

    /// Does the same as `run` for a closure that the caller keeps from one call to the next. It allocates nothing,
    /// whereas a non-escaping closure has to be wrapped in an escaping one.
    package func runKept(count: Int, _ body: @escaping Body) {
        guard threadCount > 1, count > 1 else {
            for item in 0..<count { body(item, 0) }
            return
        }
        self.body = body
        itemCount = count
        nextItem.store(0, ordering: .relaxed)
        busyWorkers.store(threadCount - 1, ordering: .relaxed)
        generation.wrappingAdd(1, ordering: .releasing)
        condition.lock()
        condition.broadcast()
        condition.unlock()
        takeItems(as: 0)
        wait { busyWorkers.load(ordering: .acquiring) == 0 }
        self.body = nil
    }

    private func work(as worker: Int) {
        var seen = 0
        while true {
            wait { generation.load(ordering: .acquiring) != seen }
            seen += 1
            if isClosing.load(ordering: .acquiring) { return }
            takeItems(as: worker)
            if busyWorkers.wrappingSubtract(1, ordering: .releasing).newValue == 0 {
                condition.lock()
                condition.broadcast()
                condition.unlock()
            }
        }
    }

    private func takeItems(as worker: Int) {
        guard let body else { preconditionFailure("a worker woke without a job") }
        while true {
            let item = nextItem.wrappingAdd(1, ordering: .relaxed).oldValue
            if item >= itemCount { return }
            body(item, worker)
        }
    }

    /// Spins a little, then sleeps until another thread signals and `isReady` holds.
    private func wait(until isReady: () -> Bool) {
        for _ in 0..<Self.spins {
            if isReady() { return }
            groktop_relax()
        }
        condition.lock()
        while !isReady() { condition.wait() }
        condition.unlock()
    }
}
