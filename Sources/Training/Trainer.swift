internal import Alerts
internal import Kernels
package import RunEvents
package import SpectralEdge
package import Tasks
internal import Transformer

/// Trains one run, from its first event to its last, on a thread of its own.
///
/// Commands are applied between two steps, and each applied command is an event. So the configuration and the commands
/// with their steps determine the run, bit for bit. Clocks only decide how long it waits and when it reports
/// `progress`.
///
/// A recorded run continues from a checkpoint. The steps that were recorded after it are derived again first, at full
/// speed and without emitting their events.
package actor Trainer {
    /// Every event of the run, in order. Each is kept until it is read.
    package nonisolated let events: AsyncStream<RunEvent>
    /// The queue for commands. Sending never blocks.
    package nonisolated let commands = CommandQueue()
    /// What wants to see the parameters. Asking never blocks, and changes nothing in the run.
    nonisolated let looks = LookRequests()

    private nonisolated let executor = ThreadExecutor(name: "groktop trainer")
    /// The trainer's own thread, as an actor's executor: everything in the actor runs there.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    let config: RunConfig
    /// Optimizer steps of the whole run.
    package nonisolated var steps: Int { config.steps }
    private(set) var options: TrainerOptions
    let continuation: AsyncStream<RunEvent>.Continuation
    let probes = MeasurementQueue()
    let probeRunner: ProbeRunner

    private let pool: WorkerPool
    let optimization: Optimization
    private let evaluation: Evaluation
    let tracker: SpectrumTracker
    let trackedRange: Range<Int>
    /// Measures curvature and slope for the gap flow; nil where the configuration asks for none.
    let gapFlowMeter: GapFlowMeter?
    let responseRunner: ResponseRunner
    var sampler: BatchSampler
    var detector: MarkerDetector
    /// The step of the first mark `grokked`; nil where there is none so far.
    private var grokkedAt: Int?
    /// Decides what commands mean and whether the next step may begin. The trainer carries out its actions.
    var control: TrainerControl
    /// Looks for the alerts that pause the run.
    var pauses: AlertWatch
    /// Alerts whose rules have become true since the newest step began.
    var pausesDue: [FiredAlert] = []
    /// Compares events with the recording while the past is derived again; nil otherwise.
    var rederivation: Rederivation?
    /// The first derived event that differs from the recorded one; nil where none does.
    var divergence: Divergence?
    /// The number of reproduced events of this run, including those before a checkpoint.
    var reproducedEvents = 0

    var pacer: Pacer
    /// The mark that the newest step set, which becomes its checkpoint's reason; nil for none.
    var mark: CheckpointState.Reason?
    var lastProgress: ContinuousClock.Instant?
    /// The time at which the newest step ended; nil where the run has waited since.
    var lastStepEnd: ContinuousClock.Instant?
    let clock = ContinuousClock()

    /// The time between two reports of progress, which move the screen's step counter.
    static let progressInterval = Duration.milliseconds(50)

    /// - Precondition: the configuration can be trained (`RunConfig.problem` is nil).
    /// - Throws: `CheckpointMismatch` where the checkpoint to start from does not fit the run.
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
        gapFlowMeter = GapFlowMeter(
            model: model, pool: pool, sequences: data.train.prefix(curvatureSequences), range: trackedRange)
        evaluation = Evaluation(model: model, pool: pool, data: data, config: config.evaluation)
        sampler = BatchSampler(config: config)
        let checkpoint = options.start?.checkpoint
        detector = MarkerDetector(thresholds: config.thresholds, state: checkpoint?.state.markers ?? .init())
        control = TrainerControl(config: config, options: options)
        (pauses, pacer, grokkedAt) = (options.pauses, Pacer(pace: options.pace), options.start?.grokkedAt)
        rederivation = options.start.map(Rederivation.init)
        if let checkpoint {
            try checkpoint.restore(optimization, tracker, &sampler)
            reproducedEvents = checkpoint.state.reproducedEvents
            // The state is restored, so the tensors can go: those of SCAN take 275 MB.
            self.options.start?.checkpoint?.tensors = []
            self.options.start?.checkpoint?.windows = nil
        } else {
            var generator = RandomGenerator(seed: config.seed, stream: .initialization)
            optimization.model.table.initialize(optimization.parameters, from: &generator)
        }
    }

    /// Trains to the end, or until a command stops the run. Call it once. The last event of a run that ended is
    /// `finished`.
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
        performScheduled()
        reportProgress()
        endRederivationWhenDue()
        while optimization.stepsDone < lastStep {
            guard waitUntilStepIsDue(), divergence == nil else { break }
            if let quantity = trainOneStep() { return finish(.notFinite, detail: quantity) }
            endRederivationWhenDue()
        }
        return finish(control.isStopped ? .stopped : .completed)
    }

    /// - Returns: the quantity that is not finite; nil where all are. It is the loss or its gradient, and then θ was
    ///   not changed, or a measurement after the step. A record that holds it is not emitted.
    private func trainOneStep() -> String? {
        sampler.drawNext()
        let start = clock.now
        let step = optimization.stepsDone + 1
        let endsInEvaluation = isEvaluated(step)
        let result = optimization.step(
            batch: sampler.batch, weightDecay: control.weightDecay, measuresDescent: endsInEvaluation)
        if let quantity = result.notFinite { return quantity }
        let spectra = tracker.stepEnded(step, on: pool)
        let end = clock.now
        pacer.stepDone(work: (end - start).inSeconds, now: end, previous: lastStepEnd)
        lastStepEnd = end
        for spectrum in spectra {
            if let quantity = spectrum.notFinite { return quantity }
            emit(.spectrum(spectrum))
        }
        measureEdge(at: step)
        if endsInEvaluation {
            let extent = step == config.steps ? Evaluation.Extent.whole : .part
            if let quantity = evaluate(extent, descentCosine: result.descentCosine) { return quantity }
        }
        keepCheckpointWhenDue()
        performScheduled()
        let waitsAgain = control.stepDone()
        if waitsAgain || (lastProgress.map { end - $0 >= Self.progressInterval } ?? true) { reportProgress() }
        return nil
    }

    /// The step at which the run ends, by what is known so far.
    var lastStep: Int { config.lastStep(grokkedAt: grokkedAt) }

    /// Whether every run of this configuration is evaluated at a step.
    private func isEvaluated(_ step: Int) -> Bool {
        step == config.steps || step % config.evaluation.interval == 0
    }

    /// Evaluates the model. Marks are only set on the whole test set: if a part of it calls for one, the evaluation is
    /// repeated on the whole set.
    ///
    /// - Returns: the quantity that is not finite, and then nothing was emitted; nil where all are finite.
    private func evaluate(_ extent: Evaluation.Extent, descentCosine: Double? = nil) -> String? {
        let step = optimization.stepsDone
        let rate = pacer.takeWorkRate()
        func measure(_ extent: Evaluation.Extent) -> EvaluationRecord {
            evaluation.evaluate(
                optimization, step: step, extent: extent, stepsPerSecond: rate, descentCosine: descentCosine)
        }
        var record = measure(extent)
        if !evaluation.isWhole(record), !detector.candidates(record).isEmpty { record = measure(.whole) }
        if let quantity = record.notFinite { return quantity }
        emit(.evaluation(record))
        answerLooks(.nextEvaluation)
        let markers = detector.take(record)
        for marker in markers { emit(.marker(marker)) }
        grokkedAt = grokkedAt ?? markers.first { $0.kind == .grokked }?.step
        mark = markers.map(\.kind.checkpointReason).max { $0.weight < $1.weight }
        return nil
    }

    /// Evaluates the model between two steps, because a command asked for it. Steps that every run evaluates are left
    /// out: their evaluation has come. So what comes depends on the step alone, and comes again from any checkpoint.
    /// A record with a quantity that is not finite is left out too: the next step ends the run.
    func evaluateNow() {
        guard !isEvaluated(optimization.stepsDone), evaluate(.part) == nil else { return }
        if let mark { keepCheckpoint(mark) }
        mark = nil
    }

    private func finish(_ reason: FinishedRecord.Reason, detail: String? = nil) -> TrainingEnd {
        control.trainingEnded()
        if reason != .completed { probes.cancel() }
        waitForProbes()
        answerLooks(.nextEvaluation)
        looks.close()
        if let divergence { return .diverged(divergence) }
        if let rederivation {
            guard reason == .notFinite else { return .abandoned(step: optimization.stepsDone) }
            // If the recorded run ended with such a number, the derived one must too, after all recorded events. Ending
            // earlier is a difference.
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
}
