internal import Kernels
package import RunEvents
package import SpectralEdge
package import Tasks
internal import Transformer

/// Trains one run, from its first event to its last, on a thread of its own.
///
/// Commands are applied at step boundaries, and the applied command is itself an event: the configuration and the
/// commands with their steps make the run again, bit for bit. Clocks decide only how long it waits and which `progress`
/// it reports.
///
/// A recorded run goes on from a checkpoint: what was recorded since is derived again first, at full speed and in
/// silence.
package actor Trainer {
    /// Lossless: every event of the run in order, kept until read.
    package nonisolated let events: AsyncStream<RunEvent>
    /// Where commands are sent; never blocks the sender.
    package nonisolated let commands = CommandQueue()

    private nonisolated let executor = ThreadExecutor(name: "groktop trainer")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    let config: RunConfig
    /// Optimizer steps of the whole run.
    package nonisolated var steps: Int { config.steps }
    private(set) var options: TrainerOptions
    private let continuation: AsyncStream<RunEvent>.Continuation
    let probes = MeasurementQueue()
    let probeRunner: ProbeRunner

    private let pool: WorkerPool
    let optimization: Optimization
    private let evaluation: Evaluation
    let tracker: SpectrumTracker
    let trackedRange: Range<Int>
    /// nil where the gap flow is not measured.
    let gapFlowMeter: GapFlowMeter?
    let responseRunner: ResponseRunner
    var sampler: BatchSampler
    var detector: MarkerDetector
    /// While the past is derived again, the commands that were recorded.
    private var schedule: ArraySlice<ScheduledCommand>
    /// Probes that were asked for before the run was interrupted, and are asked again on the way.
    private var unanswered: ArraySlice<ScheduledCommand>
    /// While what was recorded is derived again.
    private(set) var rederivation: Rederivation?
    private var divergence: Divergence?
    /// Of this run, those before a checkpoint included.
    var reproducedEvents = 0

    var weightDecay: Double
    var lastNonzeroWeightDecay: Double
    var pacer: Pacer
    var isPaused = false
    /// Steps that may still be done although the run is paused.
    var singleSteps = 0
    var isStopped = false
    /// Commands that came while the past was derived again.
    private var heldCommands: [RunCommand] = []
    /// The mark that the newest step set, for its checkpoint.
    var mark: CheckpointState.Reason?
    private var lastProgress: ContinuousClock.Instant?
    private var lastStepEnd: ContinuousClock.Instant?
    private let clock = ContinuousClock()

    /// The screen's step counter moves this often.
    private static let progressInterval = Duration.milliseconds(50)

    /// - Precondition: the configuration was validated: heads divide the width, fine intervals divide the interval, and
    ///   so on.
    /// - Throws: `CheckpointMismatch` where the checkpoint to start from is not one of such a run.
    package init(
        config: RunConfig, data: TaskData, options: TrainerOptions, probeRunner: @escaping ProbeRunner,
        responseRunner: @escaping ResponseRunner
    ) throws(CheckpointMismatch) {
        MatrixProduct.useCallingThreadOnly()
        self.config = config
        self.options = options
        (events, continuation) = AsyncStream.makeStream(of: RunEvent.self, bufferingPolicy: .unbounded)
        self.responseRunner = responseRunner
        self.probeRunner = probeRunner
        pool = WorkerPool(threadCount: options.threads)
        let model = TransformerModel(for: config)
        trackedRange = model.trackedRange(config.spectrum.tracked)
        tracker = SpectrumTracker(
            config: config.spectrum, thresholds: config.thresholds, parameterCount: trackedRange.count)
        optimization = Optimization(
            model: model, config: config.optimizer, sequences: data.train,
            batchSequences: config.data.batchSequences, shardCount: config.shards, pool: pool, tracker: tracker,
            trackedRange: trackedRange)
        let curvatureSequences = config.spectrum.measurements?.curvatureSequences ?? 0
        gapFlowMeter =
            curvatureSequences > 0
            ? GapFlowMeter(
                model: model, pool: pool, sequences: data.train.prefix(curvatureSequences), range: trackedRange) : nil
        evaluation = Evaluation(model: model, pool: pool, data: data, config: config.evaluation)
        sampler = BatchSampler(config: config)
        detector = MarkerDetector(thresholds: config.thresholds)
        schedule = Self.ordered(options.start?.schedule ?? options.schedule)
        unanswered = Self.ordered(options.start?.unanswered ?? [])
        weightDecay = config.optimizer.weightDecay
        lastNonzeroWeightDecay = config.optimizer.weightDecay > 0 ? config.optimizer.weightDecay : 1
        pacer = Pacer(pace: options.pace)
        rederivation = options.start.map(Rederivation.init)
        if let checkpoint = options.start?.checkpoint {
            let tensors = TensorSet(checkpoint.tensors + (checkpoint.windows ?? []))
            let state = checkpoint.state
            try optimization.restore(tensors, at: state.step, adamSteps: state.adamSteps)
            try tracker.restore(tensors, at: state.step)
            guard sampler.restore(generatorWords: state.batchGenerator) else {
                throw CheckpointMismatch("its batch generator is none")
            }
            detector = MarkerDetector(thresholds: config.thresholds, state: state.markers)
            weightDecay = state.weightDecay
            lastNonzeroWeightDecay = state.lastNonzeroWeightDecay
            reproducedEvents = state.reproducedEvents
            // Everything has been taken over: a checkpoint of SCAN would hold 275 MB for as long as the run goes on.
            self.options.start?.checkpoint?.tensors = []
            self.options.start?.checkpoint?.windows = nil
        } else {
            var generator = RandomGenerator(seed: config.seed, stream: .initialization)
            optimization.model.table.initialize(optimization.parameters, from: &generator)
        }
    }

    /// Trains to the end, or until stopped. To be called once; the last event of a run that finished is `finished`.
    @discardableResult
    package func run() -> TrainingEnd {
        defer {
            continuation.finish()
            pool.close()
            executor.close()
        }
        if options.start == nil { emit(.started(StartedRecord(config: config, engine: engineRecord))) }
        if optimization.stepsDone == 0, options.start?.checkpoint == nil, let quantity = evaluate(.part) {
            return finish(.notFinite, detail: quantity)
        }
        mark = nil
        applyScheduled()
        reportProgress()
        endRederivationWhenDue()
        while optimization.stepsDone < config.steps {
            waitUntilStepIsDue()
            if isStopped || divergence != nil { break }
            if let quantity = trainOneStep() { return finish(.notFinite, detail: quantity) }
            endRederivationWhenDue()
        }
        return finish(isStopped ? .stopped : .completed)
    }

    /// - Returns: the quantity that is not finite, if there is one: of the loss or its gradient before θ is moved, or
    ///   of the measurements after. Records that hold it are not emitted.
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
        measureEdge(at: step)
        if step == config.steps || step % config.evaluation.interval == 0 {
            if let quantity = evaluate(step == config.steps ? .whole : .part) { return quantity }
        }
        keepCheckpointWhenDue()
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
        let markers = detector.take(record)
        for marker in markers { emit(.marker(marker)) }
        mark = markers.map(\.kind.checkpointReason).max { $0.weight < $1.weight }
        return nil
    }

    private func finish(_ reason: FinishedRecord.Reason, detail: String? = nil) -> TrainingEnd {
        if reason != .completed { probes.cancel() }
        waitForProbes()
        if let divergence { return .diverged(divergence) }
        if let rederivation {
            guard reason == .notFinite else { return .abandoned(step: optimization.stepsDone) }
            // A run that ended so ends so again, when everything before has come; too soon is a difference.
            if let missing = rederivation.next { return .diverged(Divergence(recorded: missing, derived: nil)) }
        }
        if reason != .notFinite { keepCheckpoint(.end) }
        reportProgress(.finished)
        let record = FinishedRecord(
            step: optimization.stepsDone, reason: reason, detail: detail,
            parameterDigest: ParameterDigest.of(optimization.parameters))
        emit(.finished(record))
        return .finished(record)
    }

    /// The last probes may still be cancelled, or the run stopped, which here is the same.
    private func waitForProbes() {
        while probes.count > 0 {
            reportProgress()
            commands.waitForCommand(seconds: Self.progressInterval.inSeconds)
            for command in commands.takeAll() {
                switch command {
                case .cancelProbes: apply(command)
                case .stop: probes.cancel()
                case .pause, .resume, .step, .weightDecay, .freshOptimizer, .pace, .probe, .intervene: break
                }
            }
        }
        probes.waitUntilIdle()
    }

    // MARK: What was recorded

    /// From the last step of the recording on everything is new.
    private func endRederivationWhenDue() {
        guard let rederivation, divergence == nil, optimization.stepsDone >= rederivation.untilStep else { return }
        if let missing = rederivation.missing(at: optimization.stepsDone) {
            divergence = missing
            return
        }
        self.rederivation = nil
        schedule = Self.ordered(options.schedule)
        lastStepEnd = nil
        let checkpointStep = options.start?.checkpoint?.state.step ?? 0
        // The way here may have been long.
        if optimization.stepsDone > checkpointStep { keepCheckpoint(.interval) }
        emit(
            .resumed(
                ResumedRecord(step: optimization.stepsDone, checkpointStep: checkpointStep, engine: engineRecord)))
        applyScheduled()
        reportProgress()
    }

    // MARK: Commands

    /// Applies what has arrived, and goes on doing so for as long as the run is paused or ahead of its pace. The past
    /// is derived again without waiting, and only stopped.
    private func waitUntilStepIsDue() {
        if rederivation != nil {
            heldCommands += commands.takeAll()
            isStopped = isStopped || heldCommands.contains(.stop)
            return
        }
        while true {
            let arrived = heldCommands + commands.takeAll()
            heldCommands = []
            for command in arrived { apply(command) }
            if isStopped { return }
            if isPaused, singleSteps == 0 {
                lastStepEnd = nil
                wait(seconds: nil)
                continue
            }
            if singleSteps > 0 { return }
            let seconds = pacer.secondsUntilDue(clock.now)
            if seconds <= 0 { return }
            wait(seconds: seconds)
        }
    }

    /// For a command, or until so much time has passed: nil for as long as it takes. While probes are under way, no
    /// longer than until the next report of how far they are.
    private func wait(seconds: Double?) {
        guard probes.count > 0 else { return commands.waitForCommand(seconds: seconds) }
        let interval = Self.progressInterval.inSeconds
        commands.waitForCommand(seconds: min(seconds ?? interval, interval))
        reportProgress()
    }

    /// By step, and as they were given where steps are equal: Swift's sort does not promise that by itself.
    private static func ordered(_ commands: [ScheduledCommand]) -> ArraySlice<ScheduledCommand> {
        commands.enumerated().sorted { ($0.element.step, $0.offset) < ($1.element.step, $1.offset) }.map(\.element)[...]
    }

    func applyScheduled() {
        while let next = schedule.first, next.step <= optimization.stepsDone {
            schedule.removeFirst()
            apply(next.command)
        }
        while let next = unanswered.first, next.step <= optimization.stepsDone {
            unanswered.removeFirst()
            askAgain(next.command)
        }
    }

    // MARK: Events

    func emit(_ event: RunEvent) {
        if event.isReproduced {
            reproducedEvents += 1
            switch rederivation?.meet(event) {
            case .known?: return
            case .different(let difference)?:
                divergence = divergence ?? difference
                return
            case .new?, nil: break
            }
        }
        continuation.yield(event)
    }

    func reportProgress(_ state: ProgressRecord.State? = nil) {
        lastProgress = clock.now
        let isWaiting = isPaused && singleSteps == 0
        emit(
            .progress(
                ProgressRecord(
                    step: optimization.stepsDone, state: state ?? (isWaiting ? .paused : .running),
                    stepsPerSecond: pacer.stepsPerSecond, possibleStepsPerSecond: pacer.possibleStepsPerSecond,
                    pace: pacer.pace, weightDecay: weightDecay, probesUnderWay: probes.count,
                    probeProgress: probes.progress)))
    }

    /// From the probes' own thread.
    nonisolated func emitAnswer(_ event: RunEvent) {
        continuation.yield(event)
    }

    private var engineRecord: EngineRecord {
        EngineRecord(
            version: options.version, blasCore: MatrixProduct.coreName, threads: options.threads,
            parameterCount: optimization.model.table.count, trackedParameterCount: trackedRange.count)
    }
}
