import Kernels
import TestSupport
import Testing
import Training
import Transformer

/// What holds for any model: encoders read out at every token or at the first, and encoder-decoders.
@Suite("Optimization of every kind of model")
struct OptimizationKindTests {
    @Test(
        "the loss and gradient belong to the whole batch, however it is cut", arguments: PackingKind.allCases,
        [2, 4, 10])
    func shards(kind: PackingKind, count: Int) {
        let whole = TinyOptimization.make(kind, shards: 1)
        let cut = TinyOptimization.make(kind, shards: count)
        for batch in TinyOptimization.batches(5) {
            let (expected, result) = (whole.differentiate(batch: batch), cut.differentiate(batch: batch))
            #expect(abs(result.loss - expected.loss) < 1e-6)
            #expect(result.accuracy == expected.accuracy)
            let (ours, theirs) = (cut.gradient.contents(), whole.gradient.contents())
            #expect(relativeError(ours.map { Double($0) }, theirs.map { Double($0) }) < 2e-6)
            #expect(abs(result.gradientNorm - DotProducts.norm(cut.gradient)) < 1e-12)
        }
    }

    @Test("empty shards add nothing, to the bit", arguments: PackingKind.allCases)
    func emptyShards(kind: PackingKind) {
        let (one, many) = (TinyOptimization.make(kind, shards: 1), TinyOptimization.make(kind, shards: 5))
        // Shards that held something before must not remember it.
        for batch in TinyOptimization.batches(2) { _ = many.differentiate(batch: batch) }
        for batch in [[4], [7, 7, 7]] {
            #expect(one.differentiate(batch: batch) == many.differentiate(batch: batch))
            #expect(one.gradient.contents() == many.gradient.contents())
        }
        _ = (one.step(batch: [4], weightDecay: 1), many.step(batch: [4], weightDecay: 1))
        #expect(one.parameters.contents() == many.parameters.contents())
    }

    @Test("steps give the same bits on any number of threads", arguments: PackingKind.allCases, [2, 4])
    func threads(kind: PackingKind, count: Int) {
        let pool = WorkerPool(threadCount: count)
        defer { pool.close() }
        let one = TinyOptimization.make(kind, shards: 4)
        let many = TinyOptimization.make(kind, shards: 4, pool: pool)
        #expect(ParameterDigest.of(one.parameters) == ParameterDigest.of(many.parameters))
        for batch in TinyOptimization.batches(20) {
            #expect(one.step(batch: batch, weightDecay: 1) == many.step(batch: batch, weightDecay: 1))
        }
        #expect(one.stepsDone == 20 && one.parameters.contents() == many.parameters.contents())
        #expect(ParameterDigest.of(one.parameters) == ParameterDigest.of(many.parameters))
    }

    @Test(
        "twenty steps in one shard or in four end at the same place, but for rounding", arguments: PackingKind.allCases)
    func manySteps(kind: PackingKind) {
        let (whole, cut) = (TinyOptimization.make(kind, shards: 1), TinyOptimization.make(kind, shards: 4))
        let start = whole.parameters.contents().map { Double($0) }
        for batch in TinyOptimization.batches(20) {
            let (expected, result) = (whole.step(batch: batch, weightDecay: 1), cut.step(batch: batch, weightDecay: 1))
            #expect(abs(result.loss - expected.loss) < 1e-5)
        }
        let (ours, theirs) = (cut.parameters.contents(), whole.parameters.contents())
        // Key biases have no gradient but rounding, and Adam makes full steps of it.
        let keys = Set(
            whole.model.table.entries.filter { $0.name.hasSuffix("in_proj_bias") }.flatMap { entry in
                entry.offset + entry.count / 3..<entry.offset + 2 * entry.count / 3
            })
        let kept = start.indices.filter { !keys.contains($0) }
        #expect(relativeError(kept.map { Double(ours[$0]) }, kept.map { Double(theirs[$0]) }) < 1e-5)
        #expect(largestDifference(start, ours.map { Double($0) }) > 1e-2, "nothing moved")
    }

    @Test("a NaN in any tensor is noticed", arguments: PackingKind.allCases)
    func poison(kind: PackingKind) {
        let optimization = TinyOptimization.make(kind, shards: 2)
        let start = optimization.parameters.contents()
        let batch = TinyOptimization.batches(1)[0]
        #expect(optimization.differentiate(batch: batch).notFinite == nil)
        for entry in optimization.model.table.entries {
            var spoiled = start
            spoiled[entry.offset] = .nan
            optimization.parameters.replaceContents(with: spoiled)
            #expect(optimization.differentiate(batch: batch).notFinite != nil, "\(entry.name)")
        }
    }

    @Test("it learns", arguments: PackingKind.allCases)
    func learning(kind: PackingKind) {
        let optimization = TinyOptimization.make(kind, shards: 2)
        let all = Array(0..<TinyOptimization.batchSequences)
        let first = optimization.differentiate(batch: all).loss
        for _ in 0..<300 { _ = optimization.step(batch: all, weightDecay: 0) }
        #expect(optimization.differentiate(batch: all).loss < first / 3)
    }
}
