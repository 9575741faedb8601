import Kernels
import RunEvents
import SpectralEdge
import Tasks
import TestSupport
import Testing
import Training
import Transformer

@Suite("Update ledger")
struct LedgerTests {
    @Test("clear, copy and add") func arithmetic() {
        let (first, second) = (Update(gradient: [1, 2], decay: [3, 4]), Update(gradient: [10, 20], decay: [30, 40]))
        let a = UpdateLedger(count: 2)
        let b = UpdateLedger(count: 2)
        first.enter(a)
        second.enter(b)
        a.add(b)
        #expect(a.gradient.contents() == [11, 22] && a.decay.contents() == [33, 44])
        b.copy(from: a)
        #expect(b.gradient.contents() == [11, 22] && b.decay.contents() == [33, 44])
        b.clear()
        #expect(b.gradient.contents() == [0, 0] && b.decay.contents() == [0, 0] && a.decay.contents() == [33, 44])
    }

    /// A real training with θ_S kept after every step. The ledger's decay is −ηω Σ_s θ_s, s from 0 to N − 1. The
    /// trapezoid takes N(θ_0 + θ_N)/2 for the sum. On the chord from θ_0 to θ_N the sum is N(θ_0 + θ_N)/2 − δ/2, and no
    /// θ_s is further from its place on the chord than the path is long, so the two decays differ by at most ηω(‖δ‖/2 +
    /// N · path).
    @Test("exact, and as near to the trapezoid rule as it must be", arguments: [0.0, 1.0])
    func againstSnapshots(weightDecay: Double) {
        let (rate, interval, intervals) = (1e-3, 5, 6)
        var config = TaskPreset.config(for: .dyck)
        config.model = ModelConfig(modelWidth: 16, layers: 1, heads: 2, feedForwardWidth: 32, contextLength: 24)
        config.data = DataConfig(trainSequences: 20, testSequences: 1, batchSequences: 10)
        config.spectrum = SpectrumConfig(interval: interval, window: 5, tracked: .attention)
        let model = TransformerModel(for: config)
        let range = model.trackedRange(.attention)
        let tracker = SpectrumTracker(
            config: config.spectrum, thresholds: config.thresholds, parameterCount: range.count)
        let optimization = Optimization(
            model: model, config: OptimizerConfig(learningRate: rate, weightDecay: weightDecay),
            sequences: TaskData(config: config).train, batchSequences: 10, shardCount: 2,
            pool: WorkerPool(threadCount: 1), tracker: tracker, trackedRange: range)
        var generator = RandomGenerator(seed: 5, stream: .initialization)
        model.table.initialize(optimization.parameters, from: &generator)
        var sampler = BatchSampler(config: config)
        func tracked() -> [Double] { optimization.parameters.contents()[range].map { Double($0) } }

        var snapshots = [tracked()]
        var ledgers: [Update] = []
        var paths: [Double] = []
        for _ in 0..<intervals {
            var theta = tracked()
            var sums = theta.map { _ in 0.0 }
            var path = 0.0
            for _ in 0..<interval {
                for i in sums.indices { sums[i] += theta[i] }
                sampler.drawNext()
                _ = optimization.step(batch: sampler.batch, weightDecay: weightDecay)
                let moved = tracked()
                let step = zip(moved, theta).map { $0 - $1 }
                path += sumOfProducts(step, step).squareRoot()
                theta = moved
            }
            let ledger = Update(
                gradient: tracker.ledger.gradient.contents().map { Double($0) },
                decay: tracker.ledger.decay.contents().map { Double($0) })
            tracker.ledger.clear()
            // η ω is 1e-3 to within the rounding of 1 − ηω to float, 3e-8: 3e-5 of itself, and θ's rounding adds as
            // much.
            let exact = sums.map { -rate * weightDecay * $0 }
            #expect(relativeError(ledger.decay, exact) < 1e-4)
            let delta = zip(theta, snapshots[snapshots.count - 1]).map { $0 - $1 }
            #expect(relativeError(ledger.total, delta) < 1e-6)
            snapshots.append(theta)
            ledgers.append(ledger)
            paths.append(path)
        }
        let trapezoid = SnapshotTrajectory(
            snapshots: snapshots, learningRate: rate, weightDecay: weightDecay, stepsPerInterval: interval)
        #expect(trapezoid.updateCount == intervals)
        let expected = trapezoid.products(of: 0..<intervals)
        let products = UpdateProducts(ledgers)
        for i in 0..<intervals {
            for j in 0..<intervals {
                let scale = (products.gram(i, i) * products.gram(j, j)).squareRoot()
                #expect(abs(products.gram(i, j) - expected.gram(i, j)) < 1e-6 * scale)
                let bound = rate * weightDecay * (0.5 + Double(interval) * paths[i] / products.gram(i, i).squareRoot())
                let difference = abs(products.decayWithUpdate(i, j) - expected.decayWithUpdate(i, j)) / scale
                #expect(difference <= bound + 1e-6, "\(difference) of \(bound)")
                // ‖δ‖ is nearly the path here: the bound is about half a per cent.
                #expect(bound < 0.015)
            }
        }
    }
}
