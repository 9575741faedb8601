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
        run.apply(event, elapsedSeconds: elapsedSeconds)
        switch event {
        case .command(let record): expected.settle(record.command)
        case .refused(let record):
            expected.settle(record.command)
            say("refused \(record.command.rawValue): \(record.reason)", isAlert: true)
        case .finished:
            expected = Expected()
            // There is nothing left to stop, or to set.
            mode = mode == .help ? .help : .watching
        default: break
        }
        bringNoticeUpToDate()
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
            guard let weightDecay = run.weightDecay else {
                say("the run has not begun")
                return []
            }
            return ask(.weightDecay(expected.isDecayOn ?? (weightDecay > 0) ? .off : .on))
        case .typeWeightDecay:
            mode = .typingWeightDecay(TextInput(), problem: nil)
        case .ablate: return askForProbe(.ablate)
        case .perturb: return askForProbe(.perturb)
        case .pauseOrResume: return ask(expected.isPaused ?? run.isPaused ? .resume : .pause)
        case .singleStep: return ask(.step)
        case .slower: return setPace(Pace.slower(than: wantedPace, possible: run.progress?.possibleStepsPerSecond))
        case .faster: return setPace(Pace.faster(than: wantedPace))
        case .switchWindow: window = window == .fine ? .coarse : .fine
        case .nextPanel: nextPanel()
        case .expand: isExpanded.toggle()
        case .fullAxis:
            isFullAxis.toggle()
            // Said because the two may look the same: some runs take all of it.
            say(isFullAxis ? "accuracy from 0 to 1" : "accuracy in the part that the run is in")
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

    /// Passes a command on. The screen shows it as asked for until the run answers.
    private mutating func ask(_ command: RunCommand) -> [Effect] {
        guard !expected.isFull else {
            say("not asked: the run has yet to answer the last \(Expected.most) keys", isAlert: true)
            return []
        }
        expected.ask(command)
        return [.send(command)]
    }

    private mutating func askForProbe(_ command: RunCommand) -> [Effect] {
        let effects = ask(command)
        if !effects.isEmpty { sayHowProbesAre() }
        return effects
    }

    private mutating func setPace(_ pace: Double?) -> [Effect] {
        let isSame = pace == wantedPace
        let effects = ask(.pace(pace))
        guard !effects.isEmpty else { return [] }
        switch pace {
        case let pace?:
            say("pace: \(NumberText.short(pace)) \(pace == 1 ? "step" : "steps") a second" + (isSame ? ", the slowest" : ""))
        case nil: say("pace: no limit" + (isSame ? ", the fastest" : ""))
        }
        return effects
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
                let effects = ask(.weightDecay(setting))
                if !effects.isEmpty { say("asked for ω \(input.text)") }
                return effects
            case .failure(let problem):
                mode = .typingWeightDecay(input, problem: problem.text)
            }
        default:
            if input.handle(key) { mode = .typingWeightDecay(input, problem: nil) }
        }
        return []
    }
}
