import RunEvents
import Testing
import Training

/// The decisions between two steps, without a trainer.
@Suite("Trainer control")
struct TrainerControlTests {
    typealias Situation = TrainerControl.Situation

    enum State: CaseIterable {
        case running, paused, withSingleStep, stopped, rederiving, ending

        /// A control of a run with ω = 1 in this state.
        func control(schedule: [(Int, RunCommand)] = []) -> TrainerControl {
            var options = TinyRun.options(schedule: schedule)
            if self == .rederiving { options.start = TrainingStart(checkpoint: nil, recorded: [], untilStep: 40) }
            var control = TrainerControl(config: TinyRun.config, options: options)
            switch self {
            case .running, .rederiving: break
            case .paused: _ = control.actions(.pause)
            case .withSingleStep: _ = control.actions(.step)
            case .stopped: _ = control.actions(.stop)
            case .ending: control.trainingEnded()
            }
            return control
        }
    }

    static let commands: [RunCommand] = [
        .pause, .resume, .step, .weightDecay(.off), .weightDecay(.on), .weightDecay(.value(0.5)), .freshOptimizer,
        .pace(30), .pace(nil), .ablate, .perturb, .intervene(step: nil), .intervene(step: 3), .cancelProbes,
        .learningRate(0.5), .evaluate, .checkpoint, .back(step: 3), .stop,
    ]

    /// What each command demands at step 20 of a run with ω = 1, whether it is running, paused or stopped.
    static func demanded(_ command: RunCommand) -> [TrainerAction] {
        func record(_ applied: RunCommand, _ weightDecay: Double = 1) -> TrainerAction {
            .record(CommandRecord(step: 20, command: applied, weightDecay: weightDecay))
        }
        func weightDecay(_ value: Double) -> [TrainerAction] {
            [record(.weightDecay(.value(value)), value), .keepCheckpoint(.weightDecay), .reportProgress]
        }
        return switch command {
        case .pause, .resume, .step, .stop: [record(command), .reportProgress]
        case .weightDecay(.off): weightDecay(0)
        case .weightDecay(.on): weightDecay(1)
        case .weightDecay(.value(let value)): weightDecay(value)
        case .freshOptimizer: [.makeAdamFresh, record(command), .keepCheckpoint(.freshOptimizer), .reportProgress]
        case .pace(let pace): [.setPace(pace), record(command), .reportProgress]
        case .probe(let kind): [.submit(kind, for: command), record(command), .reportProgress]
        case .intervene(let step): [record(.intervene(step: step ?? 20)), .reportProgress]
        case .cancelProbes: [.cancelProbes, record(command), .reportProgress]
        case .learningRate(let factor):
            [.setLearningRateFactor(factor), record(command), .keepCheckpoint(.learningRate), .reportProgress]
        case .evaluate: [record(command), .evaluate, .reportProgress]
        case .checkpoint: [record(command), .keepCheckpoint(.command), .reportProgress]
        case .back:
            [
                .refuse(
                    RefusedRecord(
                        step: 20, command: command,
                        reason: "a run of groktop's own does not go back while it goes on; its screen rewinds it with "
                            + "m, and 'groktop fork' leaves it at a step"))
            ]
        }
    }

    /// What follows a command in each state.
    static func following(_ command: RunCommand, _ state: State) -> TrainerAction.Next {
        switch (state, command) {
        case (.ending, _): .step(atPace: true)
        case (.stopped, _), (_, .stop): .stop
        case (.rederiving, _): .step(atPace: false)
        case (_, .resume): .step(atPace: true)
        case (_, .step), (.withSingleStep, _): .step(atPace: false)
        case (_, .pause), (.paused, _): .wait
        case (.running, _): .step(atPace: true)
        }
    }

    @Test("every command in every state", arguments: State.allCases, commands)
    func everyCommand(state: State, command: RunCommand) {
        var control = state.control()
        let actions = control.actions(command)
        switch state {
        case .running, .paused, .withSingleStep, .stopped: #expect(actions == Self.demanded(command))
        case .rederiving: #expect(actions == [])
        case .ending:
            let expected = command == .stop ? [.cancelProbes] : Self.demanded(command)
            #expect(actions == ([.stop, .cancelProbes].contains(command) ? expected : []))
        }
        #expect(control.next == Self.following(command, state))
        #expect(control.isStopped == (control.next == .stop))
    }

    @Test("probes and forks are refused where they cannot be made, and nothing else is done") func refusals() {
        let refusals: [(RunCommand, Situation, String)] = [
            (
                .ablate, Situation(step: 20, probesUnderWay: MeasurementQueue.capacity, hasDirections: true),
                "4 probes are already under way"
            ),
            (
                .ablate, Situation(step: 19, probesUnderWay: 0, hasDirections: false),
                "the window of N = 10 has no directions before step 20"
            ),
            (
                .probe(.progressMeasures), .ordinary,
                "progress is measured where the answer is a + b or a − b modulo p, and not in dyck"
            ),
            (.intervene(step: 21), .ordinary, "a fork cannot leave at step 21"),
            (
                .intervene(step: nil), Situation(step: 60, probesUnderWay: 0, hasDirections: true),
                "a fork cannot leave at step 60"
            ),
        ]
        for (command, situation, reason) in refusals {
            var control = State.running.control()
            let expected = RefusedRecord(step: situation.step, command: command, reason: reason)
            #expect(control.actions(command, in: situation) == [.refuse(expected)])
            #expect(control.next == .step(atPace: true))
        }
        // A probe that needs no directions is made without them.
        var control = State.running.control()
        let command = RunCommand.probe(.fourier)
        let actions = control.actions(command, in: Situation(step: 1, probesUnderWay: 0, hasDirections: false))
        #expect(actions.first == .submit(.fourier, for: command))
    }

    @Test("single steps are counted while paused, and resuming forgets them") func singleSteps() {
        var control = State.paused.control()
        #expect(control.isWaiting)
        _ = control.actions(.step)
        _ = control.actions(.step)
        #expect(!control.isWaiting)
        #expect(control.stepDone() == false)
        #expect(control.next == .step(atPace: false))
        #expect(control.stepDone() == true)
        #expect(control.next == .wait && control.isWaiting)
        _ = control.actions(.step)
        _ = control.actions(.resume)
        #expect(control.next == .step(atPace: true))
        #expect(control.stepDone() == false)
        _ = control.actions(.pause)
        #expect(control.next == .wait)
    }

    @Test("commands are held while the past is derived again, and applied in order after") func held() {
        var control = State.rederiving.control(schedule: [])
        #expect(control.actions(.weightDecay(.off)) == [])
        #expect(control.actions(.pause) == [])
        #expect(control.weightDecay == 1 && control.next == .step(atPace: false))
        control.rederivationEnded(schedule: [ScheduledCommand(step: 20, command: .weightDecay(.value(3)))])
        #expect(control.nextScheduled(in: .ordinary) == Self.demanded(.weightDecay(.value(3))))
        #expect(control.nextScheduled(in: .ordinary) == nil)
        #expect(control.nextArrived(in: .ordinary) == Self.demanded(.weightDecay(.off)))
        #expect(
            control.nextArrived(in: .ordinary) == [
                .record(CommandRecord(step: 20, command: .pause, weightDecay: 0)), .reportProgress,
            ])
        #expect(control.nextArrived(in: .ordinary) == nil)
        #expect(control.lastNonzeroWeightDecay == 3 && control.next == .wait)
    }

    @Test("a stop ends the derivation at once, and recorded commands count in it") func stopWhileRederiving() {
        let recorded = RunEvent.command(
            CommandRecord(step: 9, command: .weightDecay(.value(0)), weightDecay: 0))
        var options = TinyRun.options()
        options.start = TrainingStart(
            checkpoint: nil, recorded: [recorded], untilStep: 40,
            unanswered: [ScheduledCommand(step: 20, command: .ablate)])
        var control = TrainerControl(config: TinyRun.config, options: options)
        #expect(control.nextScheduled(in: Situation(step: 8, probesUnderWay: 0, hasDirections: false)) == nil)
        #expect(
            control.nextScheduled(in: .ordinary)?.first
                == .record(
                    CommandRecord(step: 20, command: .weightDecay(.value(0)), weightDecay: 0)))
        #expect(control.nextScheduled(in: .ordinary) == [.submit(.ablation, for: .ablate), .reportProgress])
        #expect(control.nextScheduled(in: .ordinary) == nil)
        #expect(control.actions(.pause) == [])
        #expect(control.next == .step(atPace: false))
        #expect(control.actions(.stop) == [])
        #expect(control.next == .stop && control.isStopped && control.weightDecay == 0)
    }

    @Test("commands that come with a stop are still applied, and none after the last step") func afterStop() {
        var control = State.running.control()
        control.receive([RunCommand.stop, .weightDecay(.off)].map { SentCommand($0) })
        #expect(control.allArrived() == Self.demanded(.stop) + Self.demanded(.weightDecay(.off)))
        control.receive([SentCommand(.weightDecay(.on))])
        control.trainingEnded()
        #expect(control.allArrived() == [])
        #expect(control.weightDecay == 0)
    }

    @Test("an answer names the command file that asked", arguments: commands) func request(command: RunCommand) {
        var control = State.running.control()
        control.receive([SentCommand(command, request: "1-a")])
        let requests = control.allArrived().compactMap(\.request)
        #expect(requests == ["1-a"])
    }

    @Test("who asked by a file is answered after the last step too, and nothing is trained for it", arguments: commands)
    func requestAtTheEnd(command: RunCommand) {
        // It came before the last step, or after it.
        for isEarly in [true, false] {
            var control = State.running.control()
            if isEarly { control.receive([SentCommand(.pace(1)), SentCommand(command, request: "1-a")]) }
            control.trainingEnded()
            if !isEarly { control.receive([SentCommand(.pace(1)), SentCommand(command, request: "1-a")]) }
            let actions = control.allArrived()
            let record = TrainerAction.record(
                CommandRecord(step: 20, command: command, weightDecay: 1, request: "1-a"))
            switch command {
            case .stop: #expect(actions == [.cancelProbes, record])
            case .cancelProbes: #expect(actions == [.cancelProbes, record, .reportProgress])
            default:
                #expect(
                    actions == [
                        .refuse(
                            RefusedRecord(
                                step: 20, command: command, reason: "the training is over", request: "1-a"))
                    ])
            }
            #expect(control.weightDecay == 1)
        }
    }

    @Test("a checkpoint's ω goes on, and what \"on\" returns to") func checkpoint() {
        let state = CheckpointState(
            step: 20, reason: .interval, reproducedEvents: 0, weightDecay: 0, lastNonzeroWeightDecay: 0.25,
            batchGenerator: [], markers: .init())
        var options = TinyRun.options()
        options.start = TrainingStart(
            checkpoint: Checkpoint(state: state, tensors: [], windows: nil), recorded: [], untilStep: 20)
        var control = TrainerControl(config: TinyRun.config, options: options)
        #expect(control.weightDecay == 0)
        control.rederivationEnded(schedule: [])
        _ = control.actions(.weightDecay(.on))
        #expect(control.weightDecay == 0.25)
    }
}

extension TrainerAction {
    /// The command file that it answers; nil for all that is no answer, or answers no file.
    fileprivate var request: String? {
        switch self {
        case .record(let record): record.request
        case .refuse(let record): record.request
        default: nil
        }
    }
}

extension TrainerControl.Situation {
    /// One in which every command can be carried out.
    static let ordinary = Self(step: 20, probesUnderWay: 0, hasDirections: true)
}

extension TrainerControl {
    /// Receives one command, and says all that is demanded then.
    mutating func actions(_ command: RunCommand, in situation: Situation = .ordinary) -> [TrainerAction] {
        receive([SentCommand(command)])
        return allArrived(in: situation)
    }

    mutating func allArrived(in situation: Situation = .ordinary) -> [TrainerAction] {
        var all: [TrainerAction] = []
        while let actions = nextArrived(in: situation) { all += actions }
        return all
    }
}
