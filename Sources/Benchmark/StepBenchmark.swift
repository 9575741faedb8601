internal import Kernels
package import RunEvents
internal import Tasks
internal import Training
internal import Transformer

/// Times the training step of a task as a run makes it: batch, forward, backward, clip, AdamW, ledger and spectrum.
package struct StepBenchmark {
    private let config: RunConfig
    private let threads: Int
    private let clock = ContinuousClock()

    /// Steps after which the caches are warm.
    private static let warmUp = 5
    private static let leastSteps = 10
    /// How many steps are profiled by phase: as many as fit in half the time, within these bounds.
    private static let profiledSteps = 4.0...40.0
    /// How many steps have their matrix products recorded.
    private static let recordedSteps = 4
    private static let evaluations = 5

    /// Prepares the benchmark of a run.
    ///
    /// - Parameter threads: worker threads of the run.
    package init(config: RunConfig, threads: Int) {
        self.config = config
        self.threads = threads
    }

    /// Runs the benchmark and waits for its end.
    ///
    /// - Parameter seconds: how long the timed steps take; phases, products and evaluations take extra time.
    package func run(seconds: Double) -> StepReport {
        PeakMemory.reset()
        MatrixProduct.useCallingThreadOnly()
        let pool = WorkerPool(threadCount: threads)
        defer { pool.close() }
        let data = TaskData(config: config)
        let training = BenchmarkRun(config: config, data: data, pool: pool, tracking: .ledger)
        for _ in 0..<Self.warmUp { training.step() }
        let milliseconds = timeSteps(training, seconds: seconds)
        let evaluationMs = timeEvaluation(training, data, pool)
        let peak = PeakMemory.bytes

        let products = ProductRecorder.record { for _ in 0..<Self.recordedSteps { training.step() } }
        let operations = products.reduce(0) { $0 + $1.operations } / Double(Self.recordedSteps)
        let usefulGflops = operations / (milliseconds.median * 1e6)
        let sgemmGflops = ProductRate.measure(products, on: pool, seconds: max(1, seconds / 5)) / 1e9

        let bare = BenchmarkRun(config: config, data: data, pool: pool, tracking: .nothing)
        for _ in 0..<Self.warmUp { bare.step() }
        let mean = milliseconds.reduce(0, +) / Double(milliseconds.count)
        let profiled = min(max(seconds * 500 / mean, Self.profiledSteps.lowerBound), Self.profiledSteps.upperBound)
        let phases = PhaseShares.of(
            training, without: bare, steps: Int(profiled), threads: threads, fineInterval: config.spectrum.fineInterval)
        let cadence = mean * Double(config.evaluation.interval)
        return StepReport(
            task: config.task.rawValue, msPerStep: milliseconds.median,
            msPerStepP95: milliseconds.percentile(0.95), steps: milliseconds.count, usefulGflops: usefulGflops,
            sgemmGflops: sgemmGflops, ratioToSgemm: usefulGflops / sgemmGflops, phases: phases,
            spectralPercent: 100 * ((phases["ledger"] ?? 0) + (phases["gram"] ?? 0)), evaluationMs: evaluationMs,
            evaluationPercent: 100 * evaluationMs / (evaluationMs + cadence), peakMemoryBytes: peak)
    }

    /// The milliseconds that each step took.
    private func timeSteps(_ training: BenchmarkRun, seconds: Double) -> [Double] {
        var milliseconds: [Double] = []
        let end = clock.now + .seconds(seconds)
        while clock.now < end || milliseconds.count < Self.leastSteps {
            let start = clock.now
            training.step()
            milliseconds.append((clock.now - start).inSeconds * 1e3)
        }
        return milliseconds
    }

    /// Milliseconds of an ordinary evaluation: the train set, and as many test sequences as the run evaluates.
    private func timeEvaluation(_ training: BenchmarkRun, _ data: TaskData, _ pool: WorkerPool) -> Double {
        let evaluators = [data.train[...], data.test.prefix(config.evaluation.testSequences)].map {
            Evaluator(model: training.optimization.model, pool: pool, sequences: $0)
        }
        return (0..<Self.evaluations).map { _ in
            let start = clock.now
            for evaluator in evaluators { _ = evaluator.evaluate(training.optimization.parameterViews) }
            return (clock.now - start).inSeconds * 1e3
        }.median
    }
}
