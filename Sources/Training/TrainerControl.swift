package import RunEvents
internal import SpectralEdge
internal import Tasks

/// Decides what a trainer does between two steps: what a command means in the state that it finds, and whether the next
/// step may begin. A pure value: commands and events in, actions out. It has no clock, no queue and no thread.
///
/// The trainer performs the actions of one command before it asks for those of the next, because each changes the
/// situation of those behind it.
package struct TrainerControl: Sendable {
    /// What the decisions depend on besides commands, at the moment of the decision.
    package struct Situation: Sendable, Equatable {
        /// Optimizer steps done.
        package var step: Int
        /// Probes that were asked for and have not been answered.
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
        /// What was recorded is derived again: only recorded commands count, those that arrive are held.
        case rederiving
        case training
        /// All steps are done and the last probes are waited for.
        case ending
    }

    private let config: RunConfig
    private var phase: Phase
    private var isPaused = false
    /// Steps that may still be done although the run is paused.
    private var singleSteps = 0
    /// Commands that have arrived and were not applied yet, in order.
    private var arrived: [RunCommand] = []
    /// Commands for coming steps. While the past is derived again, those that were recorded.
    private var schedule: CommandSchedule
    /// Probes that were asked for before the run was interrupted, and are asked for again on the way.
    private var unanswered: CommandSchedule

    /// Whether the run is to train no further step.
    package private(set) var isStopped = false
    /// ω of the next step.
    package private(set) var weightDecay: Double
    /// The ω that "on" sets: 1 in a run that never had any.
    package private(set) var lastNonzeroWeightDecay: Double

    /// The state in which a run of this configuration begins or goes on.
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

    /// What follows when nothing is left to be done. The past is derived again without waiting, and only stopped.
    package var next: TrainerAction.Next {
        if isStopped { return .stop }
        if phase == .rederiving { return .step(atPace: false) }
        if isWaiting { return .wait }
        return .step(atPace: singleSteps == 0)
    }

    // MARK: Events

    /// Takes commands that have arrived. They are applied by `nextArrived`; a stop counts at once while the past is
    /// derived again.
    package mutating func receive(_ commands: [RunCommand]) {
        arrived += commands
        if phase == .rederiving, commands.contains(.stop) { isStopped = true }
    }

    /// Counts a step that was done.
    ///
    /// - Returns: whether it was the last of the single steps. That is reported at once: nothing else may happen for a
    ///   long time.
    package mutating func stepDone() -> Bool {
        guard singleSteps > 0 else { return false }
        singleSteps -= 1
        return singleSteps == 0
    }

    /// From here on everything is new: commands that were held are applied, and those of `schedule` replace the
    /// recorded ones.
    package mutating func rederivationEnded(schedule: [ScheduledCommand]) {
        phase = .training
        self.schedule = CommandSchedule(schedule)
    }

    /// No further step comes. Commands that were not applied are dropped.
    package mutating func trainingEnded() {
        phase = .ending
        arrived = []
    }

    // MARK: Actions

    /// What the next scheduled command demands, or the next probe to be asked for again; nil where none is due.
    package mutating func nextScheduled(in situation: Situation) -> [TrainerAction]? {
        if let command = schedule.removeFirst(dueAt: situation.step) { return apply(command, in: situation) }
        guard let command = unanswered.removeFirst(dueAt: situation.step) else { return nil }
        // The question was recorded already, and is not recorded a second time.
        guard case .probe(let kind) = command else { return [] }
        return [.submit(kind, for: command), .reportProgress]
    }

    /// What the next command that has arrived demands; nil where none is left, or all are held.
    package mutating func nextArrived(in situation: Situation) -> [TrainerAction]? {
        guard phase != .rederiving, let command = arrived.first else { return nil }
        arrived.removeFirst()
        return phase == .ending ? applyAtTheEnd(command, in: situation) : apply(command, in: situation)
    }

    private mutating func apply(_ command: RunCommand, in situation: Situation) -> [TrainerAction] {
        if let reason = reasonToRefuse(command, in: situation) {
            return [.refuse(RefusedRecord(step: situation.step, command: command, reason: reason))]
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
        case .probe(let kind): actions.append(.submit(kind, for: command))
        case .intervene: break
        case .cancelProbes: actions.append(.cancelProbes)
        case .stop: isStopped = true
        }
        let applied = explicit(command, at: situation.step)
        actions.append(.record(CommandRecord(step: situation.step, command: applied, weightDecay: weightDecay)))
        if let reason = command.checkpointReason { actions.append(.keepCheckpoint(reason)) }
        actions.append(.reportProgress)
        return actions
    }

    /// The last probes may still be cancelled, or the run stopped, which here is the same.
    private mutating func applyAtTheEnd(_ command: RunCommand, in situation: Situation) -> [TrainerAction] {
        switch command {
        case .cancelProbes: apply(command, in: situation)
        case .stop: [.cancelProbes]
        case .pause, .resume, .step, .weightDecay, .freshOptimizer, .pace, .probe, .intervene: []
        }
    }

    private mutating func setWeightDecay(_ value: Double) {
        weightDecay = value
        if value > 0 { lastNonzeroWeightDecay = value }
    }

    /// The command with its value, so that nobody needs the history to know what "on" or "now" meant.
    private func explicit(_ command: RunCommand, at step: Int) -> RunCommand {
        switch command {
        case .weightDecay: .weightDecay(.value(weightDecay))
        case .intervene(let asked): .intervene(step: asked ?? step)
        case .pause, .resume, .step, .freshOptimizer, .pace, .probe, .cancelProbes, .stop: command
        }
    }

    /// - Returns: nil where the command can be carried out.
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
        case .pause, .resume, .step, .weightDecay, .freshOptimizer, .pace, .probe, .cancelProbes, .stop: return nil
        }
    }
}

extension RunCommand {
    /// The reason of the checkpoint that is kept behind it; nil where none is.
    fileprivate var checkpointReason: CheckpointState.Reason? {
        switch self {
        case .weightDecay: .weightDecay
        case .freshOptimizer: .freshOptimizer
        case .pause, .resume, .step, .pace, .probe, .intervene, .cancelProbes, .stop: nil
        }
    }
}
