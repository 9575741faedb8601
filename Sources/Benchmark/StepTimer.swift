internal import Kernels
package import RunEvents
internal import Tasks
internal import Training
internal import Transformer

/// Times a few steps and one evaluation of a run: enough to say how long the whole run takes. `StepBenchmark` says more
/// and takes longer.
package struct StepTimer {
    private let config: RunConfig
    private let threads: Int
    private let clock = ContinuousClock()

    private static let warmUp = 2
    private static let stepCounts = 4...200
    private static let evaluationSeconds = 0.2

    /// What was measured.
    package struct Cost: Sendable, Codable, Equatable {
        /// Seconds of one optimizer step, with ledger and spectrum.
        package var step: Double
        /// Seconds of one ordinary evaluation.
        package var evaluation: Double

        /// Makes a cost from its members, in seconds.
        package init(step: Double, evaluation: Double) { (self.step, self.evaluation) = (step, evaluation) }

        /// Seconds that a run takes as fast as it can, without its probes.
        package func seconds(of config: RunConfig) -> Double {
            Double(config.steps) * step + Double(config.steps / config.evaluation.interval) * evaluation
        }
    }

    /// - Parameter threads: worker threads of the run.
    package init(config: RunConfig, threads: Int) { (self.config, self.threads) = (config, threads) }

    /// Measures on this thread and its workers.
    ///
    /// The step at the lower quartile counts, so that what else the machine does for a moment changes
    /// little.
    ///
    /// - Parameters:
    ///   - seconds: how long steps are timed, unless a few take longer.
    ///   - isCancelled: asked before each step and evaluation.
    /// - Returns: nil where it was cancelled.
    package func measure(seconds: Double, isCancelled: () -> Bool) -> Cost? {
        MatrixProduct.useCallingThreadOnly()
        let pool = WorkerPool(threadCount: threads)
        defer { pool.close() }
        let data = TaskData(config: config)
        let training = BenchmarkRun(config: config, data: data, pool: pool, tracking: .ledger)
        for _ in 0..<Self.warmUp {
            if isCancelled() { return nil }
            training.step()
        }
        var steps: [Double] = []
        let end = clock.now + .seconds(seconds)
        while steps.count < Self.stepCounts.lowerBound || (clock.now < end && steps.count < Self.stepCounts.upperBound)
        {
            if isCancelled() { return nil }
            let start = clock.now
            training.step()
            steps.append((clock.now - start).inSeconds)
        }
        if isCancelled() { return nil }
        return Cost(step: steps.percentile(0.25), evaluation: timeEvaluation(training, data, pool))
    }

    private func timeEvaluation(_ training: BenchmarkRun, _ data: TaskData, _ pool: WorkerPool) -> Double {
        let evaluators = [data.train[...], data.test.prefix(config.evaluation.testSequences)].map {
            Evaluator(model: training.optimization.model, pool: pool, sequences: $0)
        }
        // As many as take a moment together; the fastest was least disturbed.
        var (fastest, total) = (Double.infinity, 0.0)
        repeat {
            let start = clock.now
            for evaluator in evaluators { _ = evaluator.evaluate(training.optimization.parameterViews) }
            let seconds = (clock.now - start).inSeconds
            (fastest, total) = (min(fastest, seconds), total + seconds)
        } while total < Self.evaluationSeconds
        return fastest
    }
}
