import RunEvents
import TerminalUI

/// Commands to a live run.
extension Model {
    mutating func toggleWeightDecay() -> [Effect] {
        guard let weightDecay = run.weightDecay else {
            say("the run has not begun")
            return []
        }
        return ask(.weightDecay(expected.isDecayOn ?? (weightDecay > 0) ? .off : .on))
    }

    /// Passes a command on. Until the run answers, the screen shows it as asked for.
    mutating func ask(_ command: RunCommand) -> [Effect] {
        guard !expected.isFull else {
            say("not asked: the run has yet to answer the last \(Expected.most) keys", isAlert: true)
            return []
        }
        expected.ask(command)
        return [.send(command)]
    }

    mutating func setPace(_ pace: Double?) -> [Effect] {
        let isSame = pace == wantedPace
        let effects = ask(.pace(pace))
        guard !effects.isEmpty else { return [] }
        switch pace {
        case let pace?:
            say(
                "pace: \(NumberText.short(pace)) \(pace == 1 ? "step" : "steps") a second"
                    + (isSame ? ", the slowest" : ""))
        case nil: say("pace: no limit" + (isSame ? ", the fastest" : ""))
        }
        return effects
    }

    mutating func typeCommand(_ key: Key, into input: TextInput) -> [Effect] {
        var input = input
        switch key {
        case .escape: mode = .watching
        case .enter:
            guard let command = RunCommand(rawValue: input.text.filter { $0 != " " }) else {
                mode = .typingCommand(input, problem: "that is no command")
                return []
            }
            if let problem = command.problem {
                mode = .typingCommand(input, problem: problem)
                return []
            }
            mode = .watching
            let effects = ask(command)
            if !effects.isEmpty { say("asked for \(command.rawValue)") }
            return effects
        default:
            if input.handle(key) { mode = .typingCommand(input, problem: nil) }
        }
        return []
    }

    mutating func typeWeightDecay(_ key: Key, into input: TextInput) -> [Effect] {
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
