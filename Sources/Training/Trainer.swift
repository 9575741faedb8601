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
    let continuation: AsyncStream<RunEvent>.Continuation
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
    /// Decides what commands mean and whether the next step may begin; the trainer does what it says.
    var control: TrainerControl
    /// While what was recorded is derived again.
    var rederivation: Rederivation?
    /// What was derived otherwise than it was recorded; nil as long as nothing was.
    var divergence: Divergence?
    /// Reproduced events of this run, those before a checkpoint included.
    var reproducedEvents = 0

    var pacer: Pacer
    /// The mark that the newest step set, for its checkpoint.
    var mark: CheckpointState.Reason?
    var lastProgress: ContinuousClock.Instant?
    /// When the newest step ended; nil where the run waited since.
    var lastStepEnd: ContinuousClock.Instant?
    let clock = ContinuousClock()

    /// The screen's step counter moves this often.
    static let progressInterval = Duration.milliseconds(50)

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
        gapFlowMeter = GapFlowMeter(
            model: model, pool: pool, sequences: data.train.prefix(curvatureSequences), range: trackedRange)
        evaluation = Evaluation(model: model, pool: pool, data: data, config: config.evaluation)
        sampler = BatchSampler(config: config)
        let checkpoint = options.start?.checkpoint
        detector = MarkerDetector(thresholds: config.thresholds, state: checkpoint?.state.markers ?? .init())
        control = TrainerControl(config: config, options: options)
        pacer = Pacer(pace: options.pace)
        rederivation = options.start.map(Rederivation.init)
        if let checkpoint {
            try checkpoint.restore(optimization, tracker, &sampler)
            reproducedEvents = checkpoint.state.reproducedEvents
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
        performScheduled()
        reportProgress()
        endRederivationWhenDue()
        while optimization.stepsDone < config.steps {
            guard waitUntilStepIsDue(), divergence == nil else { break }
            if let quantity = trainOneStep() { return finish(.notFinite, detail: quantity) }
            endRederivationWhenDue()
        }
        return finish(control.isStopped ? .stopped : .completed)
    }

    /// - Returns: the quantity that is not finite, if there is one: of the loss or its gradient before θ is moved, or
    ///   of the measurements after. Records that hold it are not emitted.
    private func trainOneStep() -> String? {
        sampler.drawNext()
        let start = clock.now
        let step = optimization.stepsDone + 1
        let endsInEvaluation = step == config.steps || step % config.evaluation.interval == 0
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

    /// A mark is only set on the whole test set: if a part of it calls for one, the evaluation is made again on all.
    ///
    /// - Returns: the quantity that is not finite, if there is one; nothing has been emitted then.
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
        let markers = detector.take(record)
        for marker in markers { emit(.marker(marker)) }
        mark = markers.map(\.kind.checkpointReason).max { $0.weight < $1.weight }
        return nil
    }

    private func finish(_ reason: FinishedRecord.Reason, detail: String? = nil) -> TrainingEnd {
        control.trainingEnded()
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
}
