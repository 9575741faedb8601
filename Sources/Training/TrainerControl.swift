package import Alerts
package import RunEvents
internal import SpectralEdge
internal import Tasks

/// Decides what a trainer does between two steps: what a command means in the present state, and whether the next step
/// may begin. It is a pure value that takes commands and returns actions. It has no clock, no queue and no thread.
///
/// The trainer performs the actions of one command before it asks for those of the next, because they change the
/// situation.
package struct TrainerControl: Sendable {
    /// The facts besides commands that a decision depends on.
    package struct Situation: Sendable, Equatable {
        /// Optimizer steps done.
        package var step: Int
        /// Requested probes without an answer.
        package var probesUnderWay: Int
        /// Whether the paper's window has directions v₁…v₄.
        package var hasDirections: Bool

        /// Describes the present moment.
        package init(step: Int, probesUnderWay: Int, hasDirections: Bool) {
            self.step = step
            self.probesUnderWay = probesUnderWay
            self.hasDirections = hasDirections
        }
    }

    private enum Phase {
        /// The past is derived again. Only recorded commands are applied; those that arrive wait.
        case rederiving
        case training
        /// All steps are done, and the trainer waits for the last probes.
        case ending
    }

    private let config: RunConfig
    private var phase: Phase
    private var isPaused = false
    /// Single steps that are still to be done although the run is paused.
    private var singleSteps = 0
    /// Commands that have arrived and have not been applied, in order.
    private var arrived: [SentCommand] = []
    /// The commands for coming steps. While the past is derived again, they are the recorded ones.
    private var schedule: CommandSchedule
    /// Probes that had no answer when the run was interrupted. They are requested again on the way.
    private var unanswered: CommandSchedule

    /// Whether the run trains no further step.
    package private(set) var isStopped = false
    /// ω of the next step.
    package private(set) var weightDecay: Double
    /// The ω that "on" sets: the last one above 0, or 1 in a run that never had one.
    package private(set) var lastNonzeroWeightDecay: Double

    /// The state in which a run of this configuration begins or continues.
    package init(config: RunConfig, options: TrainerOptions) {
        let start = options.start
        let checkpoint = start?.checkpoint?.state
        let configured = config.optimizer.weightDecay
        self.config = config
        phase = start == nil ? .training : .rederiving
        schedule = CommandSchedule(start?.schedule ?? options.schedule)
        unanswered = CommandSchedule(start?.unanswered ?? [])
        weightDecay = checkpoint?.weightDecay ?? configured
        lastNonzeroWeightDecay = checkpoint?.lastNonzeroWeightDecay ?? (configured > 0 ? configured : 1)
    }

    /// Whether the run is paused and no single step is left.
    package var isWaiting: Bool { isPaused && singleSteps == 0 }

    /// What follows after all actions. While the past is derived again the run never waits; it can only be stopped.
    package var next: TrainerAction.Next {
        if isStopped { return .stop }
        if phase == .rederiving { return .step(atPace: false) }
        if isWaiting { return .wait }
        return .step(atPace: singleSteps == 0)
    }

    // MARK: Events

    /// Takes commands that have arrived; `nextArrived` applies them. While the past is derived again, a stop counts at
    /// once.
    package mutating func receive(_ commands: [SentCommand]) {
        arrived += commands
        if phase == .rederiving, commands.contains(where: { $0.command == .stop }) { isStopped = true }
    }

    /// Counts a step that was done.
    ///
    /// - Returns: whether it was the last of the single steps. The trainer reports that at once, because nothing else
    ///   may happen for a long time.
    package mutating func stepDone() -> Bool {
        guard singleSteps > 0 else { return false }
        singleSteps -= 1
        return singleSteps == 0
    }

    /// Notes that everything is new from here on. Commands that waited are applied, and `schedule` replaces the
    /// recorded commands.
    package mutating func rederivationEnded(schedule: [ScheduledCommand]) {
        phase = .training
        self.schedule = CommandSchedule(schedule)
    }

    /// Notes that no further step comes. Keys that were not applied are dropped. Whoever left a file waits for an
    /// answer.
    package mutating func trainingEnded() {
        phase = .ending
        arrived.removeAll { $0.request == nil }
    }

    // MARK: Actions

    /// The actions of the next scheduled command, or of the next probe that is requested again; nil where none is due.
    package mutating func nextScheduled(in situation: Situation) -> [TrainerAction]? {
        if let command = schedule.removeFirst(dueAt: situation.step) { return apply(command, in: situation) }
        guard let command = unanswered.removeFirst(dueAt: situation.step) else { return nil }
        // The request is recorded already, and is not recorded a second time.
        guard case .probe(let kind) = command else { return [] }
        return [.submit(kind, for: command), .reportProgress]
    }

    /// The actions of an alert that pauses the run. The recorded command names the alert's rule.
    package mutating func pause(by alert: FiredAlert, in situation: Situation) -> [TrainerAction] {
        singleSteps = 0
        return apply(.pause, request: CommandRecord.request(ofAlert: alert.alert.rule.text), in: situation)
    }

    /// The actions of the next command that has arrived; nil where none is left, or all have to wait.
    package mutating func nextArrived(in situation: Situation) -> [TrainerAction]? {
        guard phase != .rederiving, let sent = arrived.first else { return nil }
        arrived.removeFirst()
        return phase == .ending
            ? applyAtTheEnd(sent, in: situation)
            : apply(sent.command, request: sent.request, in: situation)
    }

    private mutating func apply(
        _ command: RunCommand, request: String? = nil, in situation: Situation
    ) -> [TrainerAction] {
        if let reason = reasonToRefuse(command, in: situation) {
            return [
                .refuse(RefusedRecord(step: situation.step, command: command, reason: reason, request: request))
            ]
        }
        var actions: [TrainerAction] = []
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
        case .freshOptimizer: actions.append(.makeAdamFresh)
        case .pace(let pace): actions.append(.setPace(pace))
        case .learningRate(let factor): actions.append(.setLearningRateFactor(factor))
        case .probe(let kind): actions.append(.submit(kind, for: command))
        case .intervene, .evaluate, .checkpoint, .back: break
        case .cancelProbes: actions.append(.cancelProbes)
        case .stop: isStopped = true
        }
        let applied = explicit(command, at: situation.step)
        actions.append(
            .record(
                CommandRecord(step: situation.step, command: applied, weightDecay: weightDecay, request: request)))
        if command == .evaluate { actions.append(.evaluate) }
        if let reason = command.checkpointReason { actions.append(.keepCheckpoint(reason)) }
        actions.append(.reportProgress)
        return actions
    }

    /// The actions of a command after the last step. The last probes can be cancelled; a stop does the same here. Only
    /// who asked by a file is answered.
    private mutating func applyAtTheEnd(_ sent: SentCommand, in situation: Situation) -> [TrainerAction] {
        if sent.command == .cancelProbes { return apply(sent.command, request: sent.request, in: situation) }
        let answer = sent.request.map { request -> TrainerAction in
            sent.command == .stop
                ? .record(
                    CommandRecord(step: situation.step, command: .stop, weightDecay: weightDecay, request: request))
                : .refuse(
                    RefusedRecord(
                        step: situation.step, command: sent.command, reason: Self.isOver, request: request))
        }
        return (sent.command == .stop ? [.cancelProbes] : []) + [answer].compactMap(\.self)
    }

    /// The reason for a command to a run that makes no further step.
    package static let isOver = "the training is over"

    private mutating func setWeightDecay(_ value: Double) {
        weightDecay = value
        if value > 0 { lastNonzeroWeightDecay = value }
    }

    /// The command with its value, so that a reader needs no history to know what "on" or "now" meant.
    private func explicit(_ command: RunCommand, at step: Int) -> RunCommand {
        switch command {
        case .weightDecay: .weightDecay(.value(weightDecay))
        case .intervene(let asked): .intervene(step: asked ?? step)
        case .pause, .resume, .step, .freshOptimizer, .pace, .probe, .cancelProbes, .learningRate, .evaluate,
            .checkpoint, .back, .stop:
            command
        }
    }

    /// Why the command cannot be carried out; nil where it can.
    private func reasonToRefuse(_ command: RunCommand, in situation: Situation) -> String? {
        switch command {
        case .probe(let kind) where config.reasonToRefuse(kind) != nil: return config.reasonToRefuse(kind)
        case .probe where situation.probesUnderWay >= MeasurementQueue.capacity:
            return "\(MeasurementQueue.capacity) probes are already under way"
        case .probe(let kind) where kind.needsDirections && !situation.hasDirections:
            let first = SpectrumTracker.firstDirections(config.spectrum)
            return "the window of N = \(config.spectrum.interval) has no directions before step \(first)"
        case .intervene(let asked):
            let step = asked ?? situation.step
            let isPossible = step <= situation.step && step < config.steps
            return isPossible ? nil : "a fork cannot leave at step \(step)"
        case .back:
            return "a run of groktop's own does not go back while it goes on; its screen rewinds it with m, and "
                + "'groktop fork' leaves it at a step"
        case .pause, .resume, .step, .weightDecay, .freshOptimizer, .pace, .probe, .cancelProbes, .learningRate,
            .evaluate,
            .checkpoint, .stop:
            return nil
        }
    }
}

extension RunCommand {
    /// The reason of the checkpoint that is kept after the command; nil where none is kept.
    fileprivate var checkpointReason: CheckpointState.Reason? {
        switch self {
        case .weightDecay: .weightDecay
        case .freshOptimizer: .freshOptimizer
        case .learningRate: .learningRate
        case .checkpoint: .command
        case .pause, .resume, .step, .pace, .probe, .intervene, .cancelProbes, .evaluate, .back, .stop: nil
        }
    }
}
