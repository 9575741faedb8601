internal import Kernels
package import RunEvents
internal import SpectralEdge
package import Tasks
internal import Transformer

/// Trains one run, from its first event to its last, on a thread of its own.
///
/// Commands are applied at step boundaries, and the applied command is itself an event: the configuration and the commands
/// with their steps make the run again, bit for bit. Clocks decide only how long it waits and which `progress` it reports.
package actor Trainer {
    /// Lossless: every event of the run in order, kept until read.
    package nonisolated let events: AsyncStream<RunEvent>
    /// Where commands are sent; never blocks the sender.
    package nonisolated let commands = CommandQueue()

    private nonisolated let executor = ThreadExecutor(name: "groktop trainer")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let config: RunConfig
    private let options: TrainerOptions
    private let continuation: AsyncStream<RunEvent>.Continuation
    private let probes: ProbeQueue

    private let pool: WorkerPool
    private let optimization: Optimization
    private let evaluation: Evaluation
    private let tracker: SpectrumTracker
    private let trackedRange: Range<Int>
    private var sampler: BatchSampler
    private var detector: MarkerDetector
    private var schedule: ArraySlice<TrainerOptions.ScheduledCommand>

    private var weightDecay: Double
    private var lastNonzeroWeightDecay: Double
    private var pacer: Pacer
    private var isPaused = false
    /// Steps that may still be done although the run is paused.
    private var singleSteps = 0
    private var isStopped = false
    private var lastProgress: ContinuousClock.Instant?
    private var lastStepEnd: ContinuousClock.Instant?
    private let clock = ContinuousClock()

    /// The screen's step counter moves this often.
    private static let progressInterval = Duration.milliseconds(50)

    /// - Precondition: the configuration was validated: heads divide the width, fine intervals divide the interval, and so on.
    package init(config: RunConfig, data: TaskData, options: TrainerOptions, probeRunner: @escaping ProbeRunner) {
        MatrixProduct.useCallingThreadOnly()
        self.config = config
        self.options = options
        (events, continuation) = AsyncStream.makeStream(of: RunEvent.self, bufferingPolicy: .unbounded)
        probes = ProbeQueue(runner: probeRunner)
        pool = WorkerPool(threadCount: options.threads)
        let model = TransformerModel(for: config)
        trackedRange = model.trackedRange(config.spectrum.tracked)
        tracker = SpectrumTracker(
            config: config.spectrum, thresholds: config.thresholds, parameterCount: trackedRange.count)
        optimization = Optimization(
            model: model, config: config.optimizer, sequences: data.train,
            batchSequences: config.data.batchSequences, shardCount: config.shards, pool: pool, tracker: tracker,
            trackedRange: trackedRange)
        evaluation = Evaluation(model: model, pool: pool, data: data, config: config.evaluation)
        sampler = BatchSampler(config: config)
        detector = MarkerDetector(thresholds: config.thresholds)
        // By step, and as they were given where steps are equal: Swift's sort does not promise that by itself.
        schedule = options.schedule.enumerated().sorted { ($0.element.step, $0.offset) < ($1.element.step, $1.offset) }
            .map(\.element)[...]
        weightDecay = config.optimizer.weightDecay
        lastNonzeroWeightDecay = config.optimizer.weightDecay > 0 ? config.optimizer.weightDecay : 1
        pacer = Pacer(pace: options.pace)
    }

    /// Trains to the end, or until stopped. To be called once; the last event is `finished`.
    package func run() {
        var generator = RandomGenerator(seed: config.seed, stream: .initialization)
        optimization.model.table.initialize(optimization.parameters, from: &generator)
        emit(.started(StartedRecord(config: config, engine: engineRecord)))
        if let quantity = evaluate(.part) {
            finish(.notFinite, detail: quantity)
            return
        }
        applyScheduled()
        reportProgress()
        while optimization.stepsDone < config.steps {
            waitUntilStepIsDue()
            if isStopped { break }
            if let quantity = trainOneStep() {
                finish(.notFinite, detail: quantity)
                return
            }
        }
        finish(isStopped ? .stopped : .completed)
    }

    /// - Returns: the quantity that is not finite, if there is one: of the loss or its gradient before θ is moved, or of the
    ///   measurements after. Records that hold it are not emitted.
    private func trainOneStep() -> String? {
        sampler.drawNext()
        let start = clock.now
        let result = optimization.step(batch: sampler.batch, weightDecay: weightDecay)
        if let quantity = result.notFinite { return quantity }
        let step = optimization.stepsDone
        let spectra = tracker.stepEnded(step, on: pool)
        let end = clock.now
        pacer.stepDone(work: (end - start).inSeconds, now: end, previous: lastStepEnd)
        lastStepEnd = end
        for spectrum in spectra {
            if let quantity = spectrum.notFinite { return quantity }
            emit(.spectrum(spectrum))
        }
        if step == config.steps || step % config.evaluation.interval == 0 {
            let isWhole = step == config.steps || options.evaluatesWholeTestSet
            if let quantity = evaluate(isWhole ? .whole : .part) { return quantity }
        }
        applyScheduled()
        // The last of the single steps is reported at once: nothing else may happen for a long time.
        let waitsAgain = singleSteps == 1
        if singleSteps > 0 { singleSteps -= 1 }
        if waitsAgain || (lastProgress.map { end - $0 >= Self.progressInterval } ?? true) { reportProgress() }
        return nil
    }

    /// A mark is only set on the whole test set: if a part of it calls for one, the evaluation is made again on all.
    ///
    /// - Returns: the quantity that is not finite, if there is one; nothing has been emitted then.
    private func evaluate(_ extent: Evaluation.Extent) -> String? {
        let step = optimization.stepsDone
        let rate = pacer.takeWorkRate()
        var record = evaluation.evaluate(optimization, step: step, extent: extent, stepsPerSecond: rate)
        if !evaluation.isWhole(record), !detector.candidates(record).isEmpty {
            record = evaluation.evaluate(optimization, step: step, extent: .whole, stepsPerSecond: rate)
        }
        if let quantity = record.notFinite { return quantity }
        emit(.evaluation(record))
        for marker in detector.take(record) { emit(.marker(marker)) }
        return nil
    }

    private func finish(_ reason: FinishedRecord.Reason, detail: String? = nil) {
        if reason == .stopped { probes.cancel() }
        probes.waitUntilIdle()
        reportProgress(.finished)
        emit(
            .finished(
                FinishedRecord(
                    step: optimization.stepsDone, reason: reason, detail: detail,
                    parameterDigest: ParameterDigest.of(optimization.parameters))))
        continuation.finish()
        pool.close()
        executor.close()
    }

    // MARK: Commands

    /// Applies what has arrived, and goes on doing so for as long as the run is paused or ahead of its pace.
    private func waitUntilStepIsDue() {
        while true {
            for command in commands.takeAll() { apply(command) }
            if isStopped { return }
            if isPaused, singleSteps == 0 {
                lastStepEnd = nil
                commands.waitForCommand(seconds: nil)
                continue
            }
            if singleSteps > 0 { return }
            let seconds = pacer.secondsUntilDue(clock.now)
            if seconds <= 0 { return }
            commands.waitForCommand(seconds: seconds)
        }
    }

    private func applyScheduled() {
        while let next = schedule.first, next.step <= optimization.stepsDone {
            schedule.removeFirst()
            apply(next.command)
        }
    }

    private func apply(_ command: RunCommand) {
        var applied = command
        switch command {
        case .pause: isPaused = true
        case .resume:
            isPaused = false
            singleSteps = 0
        case .step:
            isPaused = true
            singleSteps += 1
        case .weightDecay(.off): setWeightDecay(0)
        case .weightDecay(.on): setWeightDecay(lastNonzeroWeightDecay)
        case .weightDecay(.value(let value)): setWeightDecay(value)
        case .pace(let pace): pacer.pace = pace
        case .stop: isStopped = true
        case .ablate:
            guard probe(.ablation, for: command) else { return }
        case .perturb:
            guard probe(.perturbation, for: command) else { return }
        }
        // What travels is the value, so that nobody needs the history to know what "on" meant.
        if case .weightDecay = command { applied = .weightDecay(.value(weightDecay)) }
        emit(.command(CommandRecord(step: optimization.stepsDone, command: applied, weightDecay: weightDecay)))
        reportProgress()
    }

    private func setWeightDecay(_ value: Double) {
        weightDecay = value
        if value > 0 { lastNonzeroWeightDecay = value }
    }

    /// - Returns: false where the probe cannot be made; the refusal has been emitted then.
    private func probe(_ kind: ProbeKind, for command: RunCommand) -> Bool {
        let step = optimization.stepsDone
        guard probes.count < ProbeQueue.capacity else {
            refuse(command, "\(ProbeQueue.capacity) probes are already under way")
            return false
        }
        let directions = tracker.directions()
        guard !directions.isEmpty else {
            let first = SpectrumTracker.firstDirections(config.spectrum)
            refuse(command, "the window of N = \(config.spectrum.interval) has no directions before step \(first)")
            return false
        }
        let snapshot = EdgeSnapshot(
            step: step, parameters: optimization.parameters.contents(), directions: directions,
            trackedRange: trackedRange)
        probes.submit(kind, snapshot) { [continuation] record in continuation.yield(.probe(record)) }
        return true
    }

    private func refuse(_ command: RunCommand, _ reason: String) {
        emit(.refused(RefusedRecord(step: optimization.stepsDone, command: command, reason: reason)))
    }

    // MARK: Events

    private func emit(_ event: RunEvent) {
        continuation.yield(event)
    }

    private func reportProgress(_ state: ProgressRecord.State? = nil) {
        lastProgress = clock.now
        let isWaiting = isPaused && singleSteps == 0
        emit(
            .progress(
                ProgressRecord(
                    step: optimization.stepsDone, state: state ?? (isWaiting ? .paused : .running),
                    stepsPerSecond: pacer.stepsPerSecond, possibleStepsPerSecond: pacer.possibleStepsPerSecond,
                    pace: pacer.pace, weightDecay: weightDecay, probesUnderWay: probes.count)))
    }

    private var engineRecord: EngineRecord {
        EngineRecord(
            version: options.version, blasCore: MatrixProduct.coreName, threads: options.threads,
            parameterCount: optimization.model.table.count, trackedParameterCount: trackedRange.count)
    }
}
