import Kernels
import Synchronization
import Testing

@Suite("Worker pool")
struct WorkerPoolTests {
    private final class Counts: Sendable {
        let items: [Atomic<Int>.Box]
        init(_ count: Int) { items = (0..<count).map { _ in .init() } }
    }

    @Test("every item once, whatever the number of threads", arguments: [1, 2, 4], [0, 1, 7, 1_000])
    func everyItemOnce(threads: Int, count: Int) {
        let pool = WorkerPool(threadCount: threads)
        defer { pool.close() }
        let counts = Counts(count)
        let strangers = Atomic<Int>(0)
        let rounds = count == 1_000 ? 200 : 3_000
        for _ in 0..<rounds {
            pool.run(count: count) { item, worker in
                counts.items[item].value.wrappingAdd(1, ordering: .relaxed)
                if !(0..<threads).contains(worker) { strangers.wrappingAdd(1, ordering: .relaxed) }
            }
        }
        #expect(counts.items.allSatisfy { $0.value.load(ordering: .relaxed) == rounds })
        #expect(strangers.load(ordering: .relaxed) == 0)
    }

    @Test("a kept closure may be run again and again", arguments: [1, 2, 4])
    func kept(threads: Int) {
        let pool = WorkerPool(threadCount: threads)
        defer { pool.close() }
        let counts = Counts(13)
        let body: WorkerPool.Body = { item, _ in counts.items[item].value.wrappingAdd(1, ordering: .relaxed) }
        for _ in 0..<1_000 { pool.runKept(count: 13, body) }
        #expect(counts.items.allSatisfy { $0.value.load(ordering: .relaxed) == 1_000 })
    }

    @Test("run returns only when the last item is done", arguments: [2, 4])
    func waitsForAll(threads: Int) {
        let pool = WorkerPool(threadCount: threads)
        defer { pool.close() }
        var values = [Int](repeating: 0, count: 64)
        var wrong = 0
        for round in 1...2_000 {
            values.withUnsafeMutableBufferPointer { buffer in
                nonisolated(unsafe) let buffer = buffer
                // These are plain writes, each to a place of its own; the pool promises that they arrive.
                pool.run(count: 64) { item, _ in buffer[item] = round * item }
            }
            if (0..<64).contains(where: { values[$0] != round * $0 }) { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test("a worker's number is never held by two at once")
    func workersAreExclusive() {
        let pool = WorkerPool(threadCount: 4)
        defer { pool.close() }
        let busy = Counts(4)
        let clashes = Atomic<Int>(0)
        for _ in 0..<500 {
            pool.run(count: 32) { _, worker in
                if busy.items[worker].value.wrappingAdd(1, ordering: .acquiringAndReleasing).oldValue != 0 {
                    clashes.wrappingAdd(1, ordering: .relaxed)
                }
                busy.items[worker].value.wrappingSubtract(1, ordering: .acquiringAndReleasing)
            }
        }
        #expect(clashes.load(ordering: .relaxed) == 0)
    }

    @Test("a closed pool's threads let go of it", .timeLimit(.minutes(20)))
    func close() async throws {
        weak var released: WorkerPool?
        do {
            let pool = WorkerPool(threadCount: 4)
            pool.run(count: 8) { _, _ in }
            released = pool
            pool.close()
        }
        while released != nil { try await Task.sleep(for: .milliseconds(2)) }
    }

    @Test("a pool closes before its first job, and while its threads sleep", arguments: [false, true])
    func closeIdle(sleeps: Bool) async throws {
        let pool = WorkerPool(threadCount: 3)
        if sleeps {
            pool.run(count: 3) { _, _ in }
            try await Task.sleep(for: .milliseconds(5))
            pool.run(count: 3) { _, _ in }
        }
        pool.close()
    }
}

extension Atomic<Int> {
    /// An atomic that an array can hold.
    fileprivate final class Box: Sendable {
        let value = Atomic<Int>(0)
    }
}
