import Kernels
import RunEvents
import Tasks
import Testing
import Training
import Transformer

@Suite("Optimization")
struct OptimizationTests {
    private static func optimization(shards: Int, threads: Int = 1, clip: Double = 1) -> Optimization {
        MatrixProduct.useCallingThreadOnly()
        let model = TransformerModel(for: TinyRun.config)
        let optimization = Optimization(
            model: model, config: OptimizerConfig(learningRate: 1e-3, weightDecay: 1, clip: clip),
            sequences: TaskData(config: TinyRun.config).train, batchSequences: 10, shardCount: shards,
            pool: WorkerPool(threadCount: threads), tracker: nil, trackedRange: 0..<0)
        var generator = RandomGenerator(seed: 1, stream: .initialization)
        model.table.initialize(optimization.parameters, from: &generator)
        return optimization
    }

    private static let batch = [3, 3, 7, 0, 19, 11, 5, 2, 8, 13]

    @Test("the loss and gradient norm belong to the whole batch, however it is cut", arguments: [2, 3, 10])
    func shards(count: Int) {
        let whole = Self.optimization(shards: 1)
        let cut = Self.optimization(shards: count)
        let (expected, result) = (whole.differentiate(batch: Self.batch), cut.differentiate(batch: Self.batch))
        #expect(abs(result.loss - expected.loss) < 1e-6)
        #expect(result.accuracy == expected.accuracy)
        let largest = whole.gradient.contents().map(abs).max()!
        let difference = zip(whole.gradient.contents(), cut.gradient.contents()).map { abs($0 - $1) }.max()!
        #expect(difference < 2e-6 * largest)
        #expect(abs(result.gradientNorm - DotProducts.norm(cut.gradient)) < 1e-12)
    }

    @Test("empty shards add nothing, to the bit") func emptyShards() {
        let (one, many) = (Self.optimization(shards: 1), Self.optimization(shards: 5))
        #expect(one.differentiate(batch: [4]).loss == many.differentiate(batch: [4]).loss)
        #expect(one.gradient.contents() == many.gradient.contents())
    }

    @Test("steps give the same bits on any number of threads", arguments: [2, 4])
    func threads(count: Int) {
        let (one, many) = (Self.optimization(shards: 4), Self.optimization(shards: 4, threads: count))
        for _ in 0..<5 {
            #expect(one.step(batch: Self.batch, weightDecay: 1) == many.step(batch: Self.batch, weightDecay: 1))
        }
        #expect(one.stepsDone == 5 && one.parameters.contents() == many.parameters.contents())
    }

    @Test("the descent's cosine is of the gradient and θ before the step, and changes no bit of it")
    func descentCosine() throws {
        let (plain, measured) = (Self.optimization(shards: 2, clip: 1e-3), Self.optimization(shards: 2, clip: 1e-3))
        let before = measured.parameters.contents().map { Double($0) }
        #expect(plain.step(batch: Self.batch, weightDecay: 1).descentCosine == nil)
        var result = measured.step(batch: Self.batch, weightDecay: 1, measuresDescent: true)
        #expect(plain.parameters.contents() == measured.parameters.contents())
        let gradient = measured.gradient.contents().map { Double($0) }
        func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        let expected =
            -product(gradient, before) / (product(gradient, gradient) * product(before, before)).squareRoot()
        #expect(abs(try #require(result.descentCosine) - expected) < 1e-12)
        // Without parameters there is no angle.
        measured.parameters.fill(0)
        result = measured.step(batch: Self.batch, weightDecay: 1, measuresDescent: true)
        #expect(result.descentCosine == nil && result.notFinite == nil)
    }

    @Test("Adam made fresh goes on as in a new optimization of the same parameters") func fresh() {
        let (used, new) = (Self.optimization(shards: 2), Self.optimization(shards: 2))
        for _ in 0..<5 { _ = used.step(batch: Self.batch, weightDecay: 1) }
        new.parameters.replaceContents(with: used.parameters.contents())
        #expect(used.step(batch: [1, 2], weightDecay: 1) == new.step(batch: [1, 2], weightDecay: 1))
        // With moments of its own it has gone another way.
        #expect(used.parameters.contents() != new.parameters.contents())
        used.parameters.replaceContents(with: new.parameters.contents())
        let start = used.parameters.contents()
        used.makeAdamFresh()
        #expect(used.parameters.contents() == start && used.stepsDone == 6 && used.adamSteps == 0)
        let another = Self.optimization(shards: 2)
        another.parameters.replaceContents(with: start)
        for _ in 0..<3 {
            #expect(used.step(batch: Self.batch, weightDecay: 1) == another.step(batch: Self.batch, weightDecay: 1))
        }
        #expect(
            used.parameters.contents() == another.parameters.contents() && used.stepsDone == 9 && used.adamSteps == 3)
    }

    @Test("differentiating moves nothing; a step that is not finite moves nothing either") func untouched() {
        let optimization = Self.optimization(shards: 2)
        let start = optimization.parameters.contents()
        _ = optimization.differentiate(batch: Self.batch)
        #expect(optimization.parameters.contents() == start && optimization.stepsDone == 0)
        var spoiled = start
        spoiled[optimization.model.table["head.bias"].offset] = .nan
        optimization.parameters.replaceContents(with: spoiled)
        #expect(optimization.step(batch: Self.batch, weightDecay: 1).notFinite != nil)
        #expect(optimization.stepsDone == 0)
        #expect(optimization.parameters.contents().filter { !$0.isNaN } == spoiled.filter { !$0.isNaN })
    }

    /// A NaN anywhere in θ that the batch touches must be noticed in the step that meets it.
    @Test("a NaN in any tensor is noticed") func poison() {
        let optimization = Self.optimization(shards: 2)
        let start = optimization.parameters.contents()
        for entry in optimization.model.table.entries {
            var spoiled = start
            spoiled[entry.offset] = .nan
            optimization.parameters.replaceContents(with: spoiled)
            #expect(optimization.differentiate(batch: Self.batch).notFinite != nil, "\(entry.name)")
        }
    }

    @Test("the digest is SHA-256 of the floats' bytes") func digest() {
        // From Python: hashlib.sha256(struct.pack('<3f', 1.0, -2.0, 0.1)).
        let arena = Arena(count: 3)
        arena.replaceContents(with: [1, -2, 0.1])
        #expect(ParameterDigest.of(arena) == "d226a85ddc9cdc31791f144b026c857fbcb13f7807f252dbcdb62aeaf299d1aa")
        #expect(
            ParameterDigest.of(Arena(count: 0)) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("batches are drawn from the train set by the seed alone") func sampler() {
        var (first, second) = (BatchSampler(config: TinyRun.config), BatchSampler(config: TinyRun.config))
        var seen: Set<Int> = []
        var last: [Int] = []
        for _ in 0..<50 {
            first.drawNext()
            second.drawNext()
            #expect(first.batch == second.batch && first.batch.count == 10 && first.batch != last)
            #expect(first.batch.allSatisfy { (0..<20).contains($0) })
            seen.formUnion(first.batch)
            last = first.batch
        }
        #expect(seen.count == 20)
    }
}
