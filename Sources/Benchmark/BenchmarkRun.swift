internal import Kernels
internal import RunEvents
internal import SpectralEdge
internal import Tasks
internal import Training
internal import Transformer

/// A run as a trainer makes it, less what waits and tells: draws, steps, follows the spectrum.
final class BenchmarkRun {
    let optimization: Optimization
    private let tracker: SpectrumTracker?
    private let config: RunConfig
    private let pool: WorkerPool
    private var sampler: BatchSampler

    /// What a step enters.
    enum Tracking {
        case ledger, nothing
    }

    init(config: RunConfig, data: TaskData, pool: WorkerPool, tracking: Tracking) {
        self.config = config
        self.pool = pool
        let model = TransformerModel(for: config)
        let trackedRange = model.trackedRange(config.spectrum.tracked)
        switch tracking {
        case .ledger:
            tracker = SpectrumTracker(
                config: config.spectrum, thresholds: config.thresholds, parameterCount: trackedRange.count)
        case .nothing: tracker = nil
        }
        optimization = Optimization(
            model: model, config: config.optimizer, sequences: data.train,
            batchSequences: config.data.batchSequences, shardCount: config.shards, pool: pool, tracker: tracker,
            trackedRange: trackedRange)
        sampler = BatchSampler(config: config)
        var generator = RandomGenerator(seed: config.seed, stream: .initialization)
        model.table.initialize(optimization.parameters, from: &generator)
    }

    func step() {
        sampler.drawNext()
        _ = optimization.step(batch: sampler.batch, weightDecay: config.optimizer.weightDecay)
        _ = tracker?.stepEnded(optimization.stepsDone, on: pool)
    }

    /// Seconds of the spectral work at the end of a fine interval, both windows full and their share of coarse
    /// intervals in it.
    func secondsOfSpectrum() -> Double {
        guard let tracker else { return 0 }
        let clock = ContinuousClock()
        let coarse = SpectrumConfig.fineDivisor * config.spectrum.window
        var seconds = 0.0
        // The first round fills the windows. Products cost the same whatever the updates are, so two that are not zero
        // will do.
        for interval in 1...2 * coarse {
            if interval <= 2 { step() }
            let start = clock.now
            _ = tracker.stepEnded(interval * config.spectrum.fineInterval, on: pool)
            if interval > coarse { seconds += (clock.now - start).inSeconds }
        }
        return seconds / Double(coarse)
    }
}
