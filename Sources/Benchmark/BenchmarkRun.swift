internal import Kernels
internal import RunEvents
internal import SpectralEdge
internal import Tasks
internal import Training
internal import Transformer

/// A run as a trainer makes it, without waiting and events: it draws batches, steps and follows the spectrum.
final class BenchmarkRun {
    let optimization: Optimization
    private let tracker: SpectrumTracker?
    private let config: RunConfig
    private let pool: WorkerPool
    private var sampler: BatchSampler

    /// Where a step records its update.
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

    /// Seconds of the spectral work at the end of a fine interval, with both windows full, and with a share of the
    /// coarse intervals' work.
    func secondsOfSpectrum() -> Double {
        guard let tracker else { return 0 }
        let clock = ContinuousClock()
        let coarse = SpectrumConfig.fineDivisor * config.spectrum.window
        var seconds = 0.0
        // The first round fills the windows. Products cost the same whatever the updates are, so two updates that are
        // not zero are enough.
        for interval in 1...2 * coarse {
            if interval <= 2 { step() }
            let start = clock.now
            _ = tracker.stepEnded(interval * config.spectrum.fineInterval, on: pool)
            if interval > coarse { seconds += (clock.now - start).inSeconds }
        }
        return seconds / Double(coarse)
    }
}
