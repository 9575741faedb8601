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
    nonisolated let steered = Mutex<(any EventSource)?>(nil)

    /// The source of the events on the screen; nil before one was opened.
    private(set) var source: (any EventSource)?
    /// The sequence number of the last recorded event on the screen; 0 for none.
    private var sequence = 0
    /// The fork that is trained beside the run; nil for none.
    nonisolated let whatIf = Mutex<WhatIf?>(nil)
    /// Runs the source and passes on what it hands over; nil while no source runs.
    var work: Task<TrainingEnd?, Never>?
    /// The optimizer steps of a run that began here; nil for another.
    var steps: Int?
    /// Whether the screen has been left.
    var hasLeft = false
    /// Looks for alerts in the events of the source; nil where none runs.
    nonisolated let alerts = Mutex<AlertDesk?>(nil)
    let probes: PastProbes
    let looks: Looks
    let interventions: ScreenInterventions
    /// The steps of interventions whose request is recorded and whose answer is not.
    var underWay: [Int] = []
    /// The newest step that the source has told of, and whether it waits there for a person.
    nonisolated let newest = Mutex((step: 0, isPaused: false))
    /// Whether the trainer has reached the run's end.
    var isOver = false

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
    nonisolated let opening = Mutex<Task<Void, Never>?>(nil)
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
    var isTraining: Bool { work != nil && source?.trainsHere == true }

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

    /// Takes account of that there is no screen on which a pause could be ended. Call it before a run is opened.
    func dropEndlessPauses() { settings.dropEndlessPauses() }

    /// Hands over the session of a run that finds no screen, for printing its events as lines.
    func takeSession() -> RunSession? {
        defer { source = nil }
        return (source as? TrainerSource)?.session
    }

    // MARK: Where it is recorded

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
