import Kernels
import RunEvents
import Testing
import Training

/// What a trainer's control must say, from the whole history each time: nothing is kept but what happened.
private struct HistoryTwin {
    enum Happened {
        case applied(RunCommand)
        case stepDone
    }

    var history: [Happened] = []
    var held: [RunCommand] = []
    var isRederiving: Bool
    var schedule: [ScheduledCommand]
    let initial: Double

    private var applied: [RunCommand] {
        history.compactMap { if case .applied(let command) = $0 { command } else { nil } }
    }

    var isStopped: Bool { applied.contains(.stop) || (isRederiving && held.contains(.stop)) }

    var isPaused: Bool {
        switch applied.last(where: { [.pause, .step, .resume].contains($0) }) {
        case .pause?, .step?: true
        default: false
        }
    }

    var singleSteps: Int {
        history.reduce(0) { left, happened in
            switch happened {
            case .applied(.step): left + 1
            case .applied(.resume): 0
            case .applied: left
            case .stepDone: max(0, left - 1)
            }
        }
    }

    /// All values that ω has had.
    var weightDecays: [Double] {
        applied.reduce(into: [initial]) { values, command in
            switch command {
            case .weightDecay(.off): values.append(0)
            case .weightDecay(.on): values.append(values.last { $0 > 0 } ?? 1)
            case .weightDecay(.value(let value)): values.append(value)
            default: break
            }
        }
    }

    var next: TrainerAction.Next {
        if isStopped { return .stop }
        if isRederiving { return .step(atPace: false) }
        if singleSteps > 0 { return .step(atPace: false) }
        return isPaused ? .wait : .step(atPace: true)
    }

    /// Applies commands, and says how each is recorded.
    mutating func apply(_ commands: [RunCommand], at step: Int) -> [CommandRecord] {
        commands.map { command in
            history.append(.applied(command))
            let weightDecay = weightDecays[weightDecays.count - 1]
            var recorded = command
            if case .weightDecay = command { recorded = .weightDecay(.value(weightDecay)) }
            return CommandRecord(step: step, command: recorded, weightDecay: weightDecay)
        }
    }

    mutating func applyScheduled(at step: Int) -> [CommandRecord] {
        let due = schedule.indices.filter { schedule[$0].step <= step }.sorted {
            (schedule[$0].step, $0) < (schedule[$1].step, $1)
        }
        let commands = due.map { schedule[$0].command }
        schedule.removeAll { $0.step <= step }
        return apply(commands, at: step)
    }

    mutating func applyArrived(at step: Int) -> [CommandRecord] {
        guard !isRederiving else { return [] }
        defer { held = [] }
        return apply(held, at: step)
    }
}

@Suite("Trainer control: a twin")
struct TrainerControlTwinTests {
    private static func command(_ generator: inout RandomGenerator) -> RunCommand {
        let commands: [RunCommand] = [
            .pause, .resume, .step, .step, .resume, .weightDecay(.off), .weightDecay(.on), .weightDecay(.value(0)),
            .weightDecay(.value(Double(1 + generator.integer(below: 5)) / 4)), .freshOptimizer, .pace(20),
            .cancelProbes,
        ]
        return generator.integer(below: 60) == 0 ? .stop : commands[generator.integer(below: commands.count)]
    }

    private static func schedule(_ generator: inout RandomGenerator, _ steps: Range<Int>) -> [ScheduledCommand] {
        (0..<generator.integer(below: 8)).map { _ in
            ScheduledCommand(
                step: steps.lowerBound + generator.integer(below: steps.count), command: command(&generator))
        }
    }

    @Test("random walks", arguments: 0..<200) func walk(seed: Int) {
        var generator = RandomGenerator(seed: UInt64(seed), stream: .batches)
        var config = TinyRun.config
        config.optimizer.weightDecay = Double(generator.integer(below: 3)) / 2
        let rederivesUntil = generator.integer(below: 2) == 0 ? nil : generator.integer(below: 30)
        let recorded = Self.schedule(&generator, 0..<30).filter { $0.command != .stop }
        let given = Self.schedule(&generator, 0..<60)
        var options = TinyRun.options()
        options.schedule = given
        options.start = rederivesUntil.map { until in
            TrainingStart(
                checkpoint: nil,
                recorded: recorded.map { .command(CommandRecord(step: $0.step, command: $0.command, weightDecay: 0)) },
                untilStep: until)
        }
        var control = TrainerControl(config: config, options: options)
        var twin = HistoryTwin(
            isRederiving: rederivesUntil != nil, schedule: rederivesUntil == nil ? given : recorded,
            initial: config.optimizer.weightDecay)
        var step = 0

        func situation() -> TrainerControl.Situation {
            TrainerControl.Situation(step: step, probesUnderWay: 0, hasDirections: true)
        }
        func scheduledRecords() -> [CommandRecord] {
            var actions: [TrainerAction] = []
            while let next = control.nextScheduled(in: situation()) { actions += next }
            return actions.records
        }
        func expectSameState() {
            #expect(control.next == twin.next)
            #expect(control.isStopped == twin.isStopped)
            #expect(control.isWaiting == (twin.isPaused && twin.singleSteps == 0))
            #expect(control.weightDecay == twin.weightDecays.last)
            #expect(control.lastNonzeroWeightDecay == twin.weightDecays.last { $0 > 0 } ?? 1)
        }

        for _ in 0..<200 where step < 60 {
            #expect(scheduledRecords() == twin.applyScheduled(at: step))
            if twin.isRederiving, step >= rederivesUntil ?? 0 {
                control.rederivationEnded(schedule: given)
                (twin.isRederiving, twin.schedule) = (false, given)
                #expect(scheduledRecords() == twin.applyScheduled(at: step))
            }
            let commands = (0..<generator.integer(below: 3)).map { _ in Self.command(&generator) }
            control.receive(commands.map { SentCommand($0) })
            twin.held += commands
            expectSameState()
            #expect(control.allArrived(in: situation()).records == twin.applyArrived(at: step))
            expectSameState()
            guard twin.next != .stop else { return }
            guard twin.next != .wait else { continue }
            let left = twin.singleSteps
            twin.history.append(.stepDone)
            #expect(control.stepDone() == (left == 1))
            step += 1
            expectSameState()
        }
    }
}

extension [TrainerAction] {
    fileprivate var records: [CommandRecord] {
        compactMap { if case .record(let record) = $0 { record } else { nil } }
    }
}
