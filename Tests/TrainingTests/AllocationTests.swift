import Foundation
import Kernels
import RunEvents
import SpectralEdge
import Tasks
import TestSupport
import Testing
import Training
import Transformer

@Suite(
    "Allocations", .enabled(if: AllocationWatch.isAvailable, "only glibc's malloc can be counted"),
    .disabled(if: _isDebugAssertConfiguration(), "nobody promises anything without optimization"))
struct AllocationTests {
    @Test("a step allocates nothing", arguments: PackingKind.allCases, [1, 2])
    func step(kind: PackingKind, threads: Int) {
        let pool = WorkerPool(threadCount: threads)
        defer { pool.close() }
        let optimization = TinyOptimization.make(kind, shards: 3, pool: pool, tracker: TinyOptimization.tracker(kind))
        // Warm, but on the shortest batch there is: room that was not made beforehand would be made below.
        let lengths = TinyOptimization.sequences(kind).map { $0.tokens.count + $0.source.count }
        let byLength = lengths.indices.sorted { lengths[$0] < lengths[$1] }
        let shortest = Array(repeating: byLength[0], count: TinyOptimization.batchSequences)
        for _ in 0..<3 { _ = optimization.step(batch: shortest, weightDecay: 1) }
        let longest = Array(byLength.suffix(TinyOptimization.batchSequences))
        #expect(allocations(optimization, TinyOptimization.batches(19) + [longest], on: pool) == 0)
        #expect(optimization.stepsDone == 23)
    }

    @Test("nor does one of the published size") func publishedSize() {
        let config = TaskPreset.config(for: .dyck)
        let pool = WorkerPool(threadCount: 2)
        defer { pool.close() }
        MatrixProduct.useCallingThreadOnly()
        let model = TransformerModel(for: config)
        let range = model.trackedRange(.attention)
        let optimization = Optimization(
            model: model, config: config.optimizer, sequences: TaskData(config: config).train,
            batchSequences: config.data.batchSequences, shardCount: config.shards, pool: pool,
            tracker: SpectrumTracker(
                config: config.spectrum, thresholds: config.thresholds, parameterCount: range.count),
            trackedRange: range)
        var generator = RandomGenerator(seed: config.seed, stream: .initialization)
        model.table.initialize(optimization.parameters, from: &generator)
        var sampler = BatchSampler(config: config)
        let batches = (0..<12).map { _ in
            sampler.drawNext()
            return sampler.batch
        }
        for index in 0..<2 { _ = optimization.step(batch: batches[index], weightDecay: 1) }
        #expect(allocations(optimization, Array(batches[2...]), on: pool) == 0)
    }

    /// On all threads of the pool, in a step on each of these batches.
    private func allocations(_ optimization: Optimization, _ batches: [[Int]], on pool: WorkerPool) -> Int {
        let watch = AllocationWatch(pool: pool)
        for index in batches.indices { _ = optimization.step(batch: batches[index], weightDecay: 1) }
        defer { watch.end() }
        return watch.count
    }

    /// Or else nothing would be proven by a count of zero.
    @Test("what is counted: arrays, objects and what C asks for, on the threads of the pool alone", arguments: [1, 2])
    func control(threads: Int) {
        let pool = WorkerPool(threadCount: threads)
        defer { pool.close() }
        let watch = AllocationWatch(pool: pool)
        func counted(_ body: () -> Void) -> Int {
            let before = watch.count
            body()
            return watch.count - before
        }
        let counts = [
            counted {}, counted { Sink.take([Int](repeating: 7, count: 100)) }, counted { Sink.take(Sink()) },
            counted { Sink.free(malloc(100)) }, counted { Sink.free(calloc(3, 100)) },
            counted { Sink.free(realloc(Sink.same(malloc(10)), 10_000)) },
            counted { Sink.free(aligned_alloc(64, 128)) },
            counted {
                var block: UnsafeMutableRawPointer?
                if posix_memalign(&block, 64, 100) == 0 { Sink.free(block) }
            },
        ]
        let body: WorkerPool.Body = { _, _ in
            for _ in 0..<50 { Sink.take([Int](repeating: 7, count: 100)) }
        }
        let inJobs = counted { pool.runKept(count: 40, body) }
        let elsewhere = counted {
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                for _ in 0..<10_000 { Sink.take([Int](repeating: 7, count: 100)) }
                done.signal()
            }
            done.wait()
        }
        watch.end()
        let end = watch.count
        Sink.take([Int](repeating: 7, count: 100))
        #expect(counts == [0, 1, 1, 1, 1, 2, 1, 1])
        #expect(inJobs == 2_000)
        #expect(elsewhere < 100, "what it takes to start a thread, and nothing of what it does")
        #expect(watch.count == end, "after the end nothing counts")
    }
}

/// Takes what would be left out if anybody could tell that it is not needed.
private final class Sink {
    @inline(never) @_optimize(none) static func take(_ array: [Int]) {}
    @inline(never) @_optimize(none) static func take(_ object: AnyObject) {}
    @inline(never) @_optimize(none) static func same(_ block: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        block
    }
    @inline(never) @_optimize(none) static func free(_ block: UnsafeMutableRawPointer?) { Foundation.free(block) }
}
