import RunEvents
import TerminalUI

extension Model {
    /// Takes in one message.
    ///
    /// - Returns: what the outside is to do, in order.
    package mutating func update(_ message: Message) -> [Effect] {
        switch message {
        case .event(let event):
            apply(event)
            return []
        case .resize(let newSize):
            size = newSize
            return []
        case .tick(let seconds):
            tick(seconds)
            return []
        case .interrupted: return leave()
        case .key(let key): return handle(key)
        }
    }

    private mutating func apply(_ event: RunEvent) {
        run.apply(event)
        switch event {
        case .command(let record): settle(record.command)
        case .refused(let record):
            settle(record.command)
            say("refused \(record.command.rawValue): \(record.reason)", isAlert: true)
        case .finished:
            expected = Expected()
            // There is nothing left to stop, or to set.
            mode = mode == .help ? .help : .watching
        default: break
        }
    }

    /// An answer has come: from here the run's own word counts again.
    private mutating func settle(_ command: RunCommand) {
        switch command {
        case .pause, .resume, .step: expected.isPaused = nil
        case .weightDecay: expected.isDecayOn = nil
        case .pace(let pace): if expected.pace == .some(pace) { expected.pace = nil }
        case .ablate, .perturb, .stop: break
        }
    }

    private mutating func handle(_ key: Key) -> [Effect] {
        notice = nil
        // These work wherever one is.
        switch KeyBinding.action(for: key) {
        case .interrupt: return leave()
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        default: break
        }
        switch mode {
        case .watching:
            return KeyBinding.action(for: key).map { perform($0) } ?? []
        case .help:
            mode = .watching
            return []
        case .askingToQuit:
            mode = .watching
            return key == .character("y") || key == .character("Y") ? leave() : []
        case .typingWeightDecay(let input, _):
            return type(key, into: input)
        }
    }

    private func leave() -> [Effect] {
        run.isFinished ? [.quit] : [.send(.stop), .quit]
    }

    private mutating func perform(_ action: Action) -> [Effect] {
        if action.isCommand, run.isFinished {
            say("the run is over")
            return []
        }
        switch action {
        case .toggleWeightDecay:
            let isOn = expected.isDecayOn ?? ((run.weightDecay ?? 0) > 0)
            expected.isDecayOn = !isOn
            return [.send(.weightDecay(isOn ? .off : .on))]
        case .typeWeightDecay:
            mode = .typingWeightDecay(TextInput(), problem: nil)
        case .ablate: return [.send(.ablate)]
        case .perturb: return [.send(.perturb)]
        case .pauseOrResume:
            let isPaused = expected.isPaused ?? run.isPaused
            expected.isPaused = !isPaused
            return [.send(isPaused ? .resume : .pause)]
        case .singleStep:
            expected.isPaused = true
            return [.send(.step)]
        case .slower: return setPace(Pace.slower(than: wantedPace, possible: run.progress?.possibleStepsPerSecond))
        case .faster: return setPace(Pace.faster(than: wantedPace))
        case .switchWindow: window = window == .fine ? .coarse : .fine
        case .nextPanel: nextPanel()
        case .expand: isExpanded.toggle()
        case .fullAxis: isFullAxis.toggle()
        case .nextTheme:
            nextTheme()
            say(themes.count > 1 ? "theme \(theme.name)" : "theme \(theme.name), the only one here")
        case .help: mode = .help
        case .quit:
            if run.isFinished { return [.quit] }
            mode = .askingToQuit
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .interrupt: return leave()
        }
        return []
    }

    private var wantedPace: Double? {
        if let pace = expected.pace { return pace }
        return run.pace
    }

    private mutating func setPace(_ pace: Double?) -> [Effect] {
        expected.pace = .some(pace)
        say(pace.map { "pace: \(NumberText.short($0)) steps a second" } ?? "pace: no limit")
        return [.send(.pace(pace))]
    }

    private mutating func nextPanel() {
        let all = PanelChoice.allCases
        let index = all.firstIndex(of: panel) ?? 0
        panel = all[(index + 1) % all.count]
        say("panel: \(panel)")
    }

    private mutating func type(_ key: Key, into input: TextInput) -> [Effect] {
        var input = input
        switch key {
        case .escape:
            mode = .watching
        case .enter:
            switch WeightDecayInput.parse(input.text) {
            case .success(let setting):
                mode = .watching
                expected.isDecayOn = setting == .on || setting.isPositive
                say("asked for ω \(input.text)")
                return [.send(.weightDecay(setting))]
            case .failure(let problem):
                mode = .typingWeightDecay(input, problem: problem.text)
            }
        default:
            if input.handle(key) { mode = .typingWeightDecay(input, problem: nil) }
        }
        return []
    }
}

extension RunCommand.WeightDecaySetting {
    fileprivate var isPositive: Bool {
        if case .value(let value) = self { return value > 0 }
        return false
    }
}
