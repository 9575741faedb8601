internal import Alerts
internal import Console
package import Dashboard
internal import Foundation
package import Recording
package import RunEvents
package import Runs
internal import Synchronization
internal import Training

/// The host of the screen: it opens sources of events, passes their events to the screen, and carries out the screen's
/// requests. A source is a trainer, a recording, a recording that grows, or a stream (`EventSource`).
package actor RunHost {
    nonisolated let mailbox = MessageMailbox()
    private(set) var settings: TrainingSettings
    private nonisolated let clock = Mutex(ElapsedClock())
    /// The source that takes commands; nil where there is none.
    private nonisolated let steered = Mutex<(any EventSource)?>(nil)

    /// The source of the events on the screen; nil before one was opened.
    private(set) var source: (any EventSource)?
    /// The sequence number of the last recorded event on the screen; 0 for none.
    private var sequence = 0
    /// The fork that is trained beside the run; nil for none.
    nonisolated let whatIf = Mutex<WhatIf?>(nil)
    /// Runs the source and passes on what it hands over; nil while no source runs.
    private var work: Task<TrainingEnd?, Never>?
    /// The optimizer steps of a run that began here; nil for another.
    private var steps: Int?
    /// Whether the screen has been left.
    private var hasLeft = false
    /// Looks for alerts in the events of the source; nil where none runs.
    nonisolated let alerts = Mutex<AlertDesk?>(nil)
    private let probes: PastProbes
    private let looks: Looks
    private let interventions: ScreenInterventions
    /// The steps of interventions whose request is recorded and whose answer is not.
    private var underWay: [Int] = []
    /// The newest step that the source has told of, and whether it waits there for a person.
    private nonisolated let newest = Mutex((step: 0, isPaused: false))
    /// Whether the trainer has reached the run's end.
    private var isOver = false

    /// - Parameter settings: how runs are trained and recorded here.
    package init(settings: TrainingSettings) {
        self.settings = settings
        probes = PastProbes(mailbox: mailbox)
        looks = Looks(mailbox: mailbox)
        interventions = ScreenInterventions(mailbox: mailbox, threads: settings.threads)
    }

    /// The name of the run that is being recorded.
    private nonisolated let recordedName = SharedName()
    /// Why a recording of this screen is not whole; nil where all are.
    private(set) var gap: Failure?

    /// The task that opens a source once the screen is there.
    private nonisolated let opening = Mutex<Task<Void, Never>?>(nil)
    private nonisolated let failure = Mutex<(any Error)?>(nil)

    /// The seconds that the run on the screen has been trained for.
    nonisolated var elapsedSeconds: Double { clock.withLock(\.seconds) }

    /// The error that ended the screen; nil where none did.
    nonisolated var error: (any Error)? { failure.withLock { $0 } }

    /// Runs `body` in a task and returns at once. An error that `body` throws ends the screen.
    nonisolated func whenOpen(_ body: @escaping @Sendable () async throws -> Void) {
        let task = Task {
            do {
                try await body()
            } catch is CancellationError {
                // The person has left.
            } catch {
                self.end(with: error)
            }
        }
        opening.withLock { $0 = task }
    }

    private nonisolated func end(with error: any Error) {
        failure.withLock { $0 = error }
        mailbox.put(.interrupted)
    }

    // MARK: What is on the screen

    /// Opens a new run. It makes nothing if the person has left already.
    package func open(new config: RunConfig) throws {
        if hasLeft { throw CancellationError() }
        let source = TrainerSource(try SessionAssembly.new(config, schedule: [], settings, observer))
        steps = config.steps
        self.source = source
        mailbox.put(.source(source.description(as: .live)))
        if let folder = source.folder { sayRecorded(folder) }
    }

    /// Opens a recorded run that is to be trained further.
    package func open(_ folder: RunFolder) throws {
        if hasLeft { throw CancellationError() }
        let source = TrainerSource(try SessionAssembly.continuing(folder, settings, observer))
        mailbox.put(.source(source.description(as: .live)))
        try show(RunReader(folder))
        sayRecorded(folder)
        self.source = source
    }

    /// Opens a recording for a replay.
    ///
    /// - Returns: the source as the screen knows it.
    package func open(recording folder: RunFolder) throws -> Source {
        let reader = try RunReader(folder)
        let source = RecordingSource(reader)
        try show(reader)
        self.source = source
        return source.description(as: .replay(name: folder.name))
    }

    /// Opens a recording that another process writes.
    ///
    /// - Returns: the source as the screen knows it.
    package func open(growing folder: RunFolder) throws -> Source {
        let reader = try RunReader(folder)
        let source = GrowingSource(reader)
        try show(reader)
        self.source = source
        return source.description(as: .following(name: folder.name))
    }

    /// Opens a stream of events.
    ///
    /// - Returns: the source as the screen knows it.
    package func open(stream: StreamSource) -> Source {
        source = stream
        return stream.description(as: .stream)
    }

    /// Shows everything that a recording holds, and its parent beneath it.
    private func show(_ reader: RunReader) throws {
        let (state, sequence) = try RunHistory.read(reader)
        self.sequence = sequence
        clock.withLock { $0 = ElapsedClock(before: state.elapsedSeconds ?? 0) }
        mailbox.put(.loaded(state))
        mailbox.put(.overlays(RunHistory.parent(of: reader).map { [$0] } ?? []))
        mailbox.put(.checkpoints(reader.checkpoints.list().entries.map(\.step)))
        reader.laterFormatNotice.map { mailbox.put(.notice("the run \($0)", isAlert: false)) }
    }

    /// Shows other runs beneath the one on the screen, in this order.
    package func showBeneath(_ others: [RunFolder]) throws {
        mailbox.put(.overlays(try RunHistory.overlays(others)))
    }

    /// Follows a recording in the place of what was on the screen.
    func follow(_ folder: RunFolder) throws {
        let reader = try RunReader(folder)
        let source = GrowingSource(reader)
        mailbox.put(.source(source.description(as: .following(name: folder.name))))
        try show(reader)
        self.source = source
        begin()
    }

    // MARK: The source runs

    /// Whether a run is trained here.
    private var isTraining: Bool { work != nil && source?.trainsHere == true }

    /// Starts the source that was opened. Call it once the screen is there.
    func begin() {
        guard let source, work == nil else { return }
        isOver = false
        newest.withLock { $0 = (source.untilStep ?? 0, false) }
        beginAlerts(source)
        if source.trainsHere { clock.withLock { $0.start() } }
        if source.capabilities.contains(.steer) { steered.withLock { $0 = source } }
        if !source.openInterventions.isEmpty { beginInterventions(at: source.openInterventions) }
        work = Task { [sequence] in
            do {
                let end = try await source.run(after: sequence) { self.take($0, untilStep: source.untilStep) }
                if case .diverged(let divergence)? = end { say(divergence) }
                isOver = end != nil
                return end
            } catch is CancellationError {
                return nil
            } catch {
                self.end(with: error)
                return nil
            }
        }
    }

    private nonisolated func take(_ event: SourceEvent, untilStep: Int?) {
        switch event {
        case .event(let event):
            newest.withLock { newest in
                newest.step = max(newest.step, event.step)
                if case .progress(let record) = event { newest.isPaused = record.state == .paused }
            }
            if case .command(let record) = event, case .intervene(let step?) = record.command {
                Task { await self.beginInterventions(at: [step]) }
            }
            if let untilStep, let message = Message(rederiving: event, untilStep: untilStep) { mailbox.put(message) }
            mailbox.put(event)
            alerts.withLock { $0 }?.take(event)
        case .recorded(let recorded):
            mailbox.put(.recorded(recorded))
            alerts.withLock { $0 }?.take(recorded.event)
        case .progress(let progress): mailbox.put(.progress(progress))
        case .elapsed(let seconds): clock.withLock { $0 = ElapsedClock(before: seconds) }
        case .recorderGone(let date): mailbox.put(.recorderGone(since: date.map(TimeOfDay.text)))
        case .recorderThere: mailbox.put(.recorderGone(since: nil))
        case .commandWaits(let command): mailbox.put(.commandWaits(command))
        case .commandFailed(let command, let reason): mailbox.put(.commandFailed(command, reason: reason))
        case .leftOut(let reason): mailbox.put(.notice(reason, isAlert: true))
        }
    }

    private func say(_ divergence: Divergence) {
        mailbox.put(.working(nil))
        let line = DivergenceText.line(divergence)
        mailbox.put(.recording(.failed(reason: "it cannot be derived again here: \(line)")))
    }

    /// Stops a training and waits until all of it is recorded. Another source is cancelled.
    ///
    /// - Returns: how the training ended; nil where nothing was trained.
    @discardableResult
    func stop() async -> TrainingEnd? {
        opening.withLock { $0 }?.cancel()
        if let steered = steered.withLock({ $0 }), steered.trainsHere {
            steered.send(.stop)
        } else {
            work?.cancel()
        }
        let end = await work?.value
        if work == nil { source?.close() }
        gap = gap ?? source?.gap
        steered.withLock { $0 = nil }
        work = nil
        return end
    }

    /// The line to print after the screen: how far the run is, and how to continue it.
    func leavingLine(_ end: TrainingEnd?) -> String? {
        if let folder = source?.folder {
            let other = whatIf.withLock { $0?.folder }.flatMap { $0.name == folder.name ? nil : $0 }
            let lines = [folder, other].compactMap(\.self).compactMap { LeavingText.line($0, in: runsFolder($0)) }
            return lines.isEmpty ? nil : lines.joined(separator: "\n")
        }
        return steps.flatMap { LeavingText.line(end, steps: $0) }
    }

    /// Takes account of that there is no screen on which a pause could be ended. Call it before a run is opened.
    func dropEndlessPauses() { settings.dropEndlessPauses() }

    /// Hands over the session of a run that finds no screen, for printing its events as lines.
    func takeSession() -> RunSession? {
        defer { source = nil }
        return (source as? TrainerSource)?.session
    }

    // MARK: What the screen asks for

    /// Returns at once.
    nonisolated func perform(_ effect: Effect) {
        if case .send(let command) = effect {
            steered.withLock { $0 }?.send(command)
            // The run beside it keeps pace.
            switch command {
            case .pace, .pause, .resume: whatIf.withLock { $0 }?.send(command)
            default: break
            }
            return
        }
        // Beside the actor: it may be busy with a fork, and a picture needs nothing of the run.
        if case .savePicture(let picture) = effect {
            Task.detached { [mailbox] in mailbox.put(PictureFiles.save(picture)) }
            return
        }
        Task { await self.answer(effect) }
    }

    private func answer(_ effect: Effect) async {
        do {
            switch effect {
            // These need no recording where the run is trained here.
            case .look(let place, let config): return looks.look(at: place, config, source)
            case .ask(let query, let config): return looks.ask(query, config, source)
            default: break
            }
            guard let source, let folder = source.folder else {
                throw Failure.usage(source?.limit ?? "there is no run")
            }
            switch effect {
            case .fork(let step, let weightDecay): try await fork(folder, at: step, weightDecay)
            case .whatIf(let step, let weightDecay, let pace):
                try beginWhatIf(folder, at: step, weightDecay, pace: pace)
            case .closeWhatIf: await closeWhatIf()
            case .keepWhatIf: try await keepWhatIf()
            case .rewind(let step): try await rewind(folder, to: step)
            case .probe(let kind, let place): probes.answer(kind, place, of: folder)
            case .intervene(let step): intervene(at: step, of: folder)
            case .cancelMeasurements: try cancelMeasurements()
            case .send, .quit, .repaint, .suspend, .savePicture, .look, .ask, .ring, .notify, .remember: break
            }
        } catch {
            mailbox.put(.working(nil))
            mailbox.put(.notice(ErrorText.line(error), isAlert: true))
        }
    }

    /// Asks for an intervention. If there is a trainer, the request goes through it into the recording, so that a
    /// killed run repeats it when it continues.
    private func intervene(at step: Int, of folder: RunFolder) {
        guard !interventions.isUnderWay else { return interventions.sayUnderWay() }
        if isTraining, !isOver, let source {
            source.send(.intervene(step: step))
        } else {
            interventions.begin(at: [step], of: folder)
        }
    }

    /// Begins the interventions whose requests the trainer has recorded.
    private func beginInterventions(at steps: [Int]) {
        guard let source, let folder = source.folder else { return }
        source.flush()
        underWay = steps
        interventions.begin(at: steps, of: folder) { [mailbox, weak self] event in
            try source.add(event)
            mailbox.put(event)
            Task { await self?.ended(event.step) }
        }
    }

    private func ended(_ step: Int) { underWay.removeAll { $0 == step } }

    private func cancelMeasurements() throws {
        for step in underWay {
            try source?.add(
                .refused(RefusedRecord(step: step, command: .intervene(step: step), reason: RefusedRecord.cancelled)))
        }
        underWay = []
        let count = probes.cancel() + interventions.cancel()
        mailbox.put(.notice(count == 0 ? "no probe is under way" : "cancelling: \(count)", isAlert: false))
    }

    // MARK: The terminal is gone

    /// Says in the recording that the terminal is gone, and what follows from it. Where nothing is trained here it says
    /// nothing.
    ///
    /// - Parameter goesOn: whether training is to go on without a terminal.
    /// - Returns: whether it does. A run that is paused does not: nobody is there to let it go on.
    func terminalIsGone(goesOn: Bool) async -> Bool {
        if goesOn { await opening.withLock { $0 }?.value }
        guard isTraining, !isOver, let source else { return false }
        let (step, isPaused) = newest.withLock { ($0.step, $0.isPaused) }
        let follows =
            switch (goesOn, isPaused) {
            case (true, false): "the run goes on without one"
            case (true, true): "the run is paused, and nobody can continue it: it stops here"
            case (false, _): "the run stops here"
            }
        let message = "the terminal is gone: \(follows) (--on-hangup \(goesOn ? "continue" : "stop"))"
        // The recording goes on where it cannot be written, and says so by itself.
        try? source.add(.remark(RemarkRecord(step: step, kind: .note, message: message)))
        return goesOn && !isPaused
    }

    /// Returns when the training and the interventions under way are over. The screen gets no more messages.
    func trainWithoutScreen() async {
        mailbox.close()
        _ = await work?.value
        await interventions.finish()
    }

    /// Ends all work after the screen was left: nothing new begins, and the training stops.
    ///
    /// - Returns: how the training ended; nil where nothing was trained.
    func leave() async -> TrainingEnd? {
        hasLeft = true
        return await stop()
    }

    /// Cancels the forks under way and records what they have. Call it before the process ends.
    func close() async {
        await whatIf.withLock { $0 }?.stop()
        await interventions.close()
        alerts.withLock { $0 }?.finish()
    }

    /// Makes a fork. Beside a training the fork waits to be resumed, because two trainings at once would only be slow.
    /// In a replay the fork is trained at once.
    private func fork(
        _ folder: RunFolder, at step: Int, _ weightDecay: RunCommand.WeightDecaySetting?
    ) async throws {
        source?.flush()
        let fork = try ForkPlan(step: step, weightDecay: weightDecay).make(
            from: RunReader(folder), in: runsFolder(folder))
        guard !isTraining else {
            mailbox.put(.notice("forked: groktop resume \(fork.name) trains it", isAlert: false))
            return
        }
        await stop()
        try open(fork)
        begin()
    }

    private func rewind(_ folder: RunFolder, to step: Int) async throws {
        try checkRewind(folder, to: step)
        mailbox.put(.working("stopping the run"))
        await stop()
        mailbox.put(.working(nil))
        try goOn(from: folder, at: step)
    }

    /// Checks that a rewind is possible, before the run is stopped for it.
    private func checkRewind(_ folder: RunFolder, to step: Int) throws {
        source?.flush()
        try ForkPlan(step: step).check(RunReader(folder))
    }

    private func goOn(from folder: RunFolder, at step: Int) throws {
        try open(try ForkPlan(step: step).make(from: RunReader(folder), in: runsFolder(folder)))
        begin()
    }

    /// The folder of the run's folder; a fork stands beside its parent.
    func runsFolder(_ folder: RunFolder) -> URL { folder.url.deletingLastPathComponent() }

    private func sayRecorded(_ folder: RunFolder) {
        recordedName.set(folder.name)
        mailbox.put(.recording(.to(name: folder.name)))
    }

    private var observer: SessionObserver {
        SessionObserver(
            // A notice has little room, so that it holds only the file's name and the system's reason.
            recording: { [mailbox, recordedName] report in
                func words(_ error: RecordingError) -> String {
                    error.reason.replacing("cannot be written: ", with: "")
                }
                switch report {
                case .waits(let error): mailbox.put(.recording(.waiting(reason: words(error))))
                case .goesOn: mailbox.put(.recording(.to(name: recordedName.value)))
                case .ended(let error): mailbox.put(.recording(.failed(reason: words(error))))
                case .checkpointMissing(let step, let error):
                    mailbox.put(.notice("no checkpoint of step \(step): \(words(error))", isAlert: true))
                }
            },
            noticed: { [mailbox] in
                mailbox.put(.notice("\(URL(fileURLWithPath: $0.path).lastPathComponent): \($0.reason)", isAlert: true))
            },
            checkpointKept: { [mailbox] in mailbox.put(.checkpoints($0)) })
    }
}
