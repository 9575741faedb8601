import RunEvents
import TerminalUI

/// The command line.
extension Model {
    /// Lines that are kept for the arrows.
    private static let keptLines = 100

    /// What can be typed where one is.
    var typedWords: [String] {
        TypedLine.words(
            actions: bindings.map(\.action), themes: themes.map(\.name), panels: typedPanels,
            isSteered: place == .now && !run.isFinished || place == .steered)
    }

    private var typedPanels: [Panel] {
        Panel.all.filter { $0.subjects.contains(subject) }
    }

    mutating func typeLine(_ key: Key, into entry: CommandEntry) -> [Effect] {
        var entry = entry
        switch key {
        case .escape:
            mode = .watching
        case .enter:
            let line = TypedLine.parse(
                entry.input.text, newest: run.step, themes: themes.map(\.name), panels: typedPanels)
            switch line {
            case .success(let line):
                mode = .watching
                remember(entry.input.text)
                return perform(line)
            case .failure(let problem): mode = .typingLine(entry, problem: problem.text)
            }
        default:
            if entry.handle(key, words: typedWords, history: typedLines) {
                mode = .typingLine(entry, problem: nil)
            }
        }
        return []
    }

    private mutating func remember(_ line: String) {
        if typedLines.last != line { typedLines.append(line) }
        if typedLines.count > Self.keptLines { typedLines.removeFirst() }
    }

    private mutating func perform(_ line: TypedLine) -> [Effect] {
        switch line {
        case .step(let step): go(to: step)
        case .event(let kind): go(toNext: kind)
        case .action(let action): return perform(action)
        case .theme(let name): useTheme(named: name)
        case .panel(let panel): show(panel)
        case .layout(let name): use(name)
        case .place(let panel, let isOn): set(panel, isOn: isOn)
        case .command(let command):
            if let refusal = refusal(of: .typeCommand) {
                say(refusal)
                return []
            }
            let effects = ask(command)
            if !effects.isEmpty { say("asked for \(command.rawValue)") }
            return effects
        }
        return []
    }

    /// Goes to the next event of a kind; after the last one, to the first.
    private mutating func go(toNext kind: LogEntry.Kind) {
        let steps = run.log.entries.lazy.filter { $0.kind == kind }.map(\.step)
        guard let step = steps.first(where: { $0 > shownStep }) ?? steps.first else {
            say("nothing of that kind has happened")
            return
        }
        go(to: step)
    }

    private mutating func show(_ chosen: Panel) {
        switch chosen.group {
        // These have places of their own: what is asked for is to be seen.
        case .time: return set(chosen, isOn: true)
        case .spectrum where !Panel.sides.contains(chosen): return set(chosen, isOn: true)
        case .spectrum: side = chosen
        case .course, .answers: panel = chosen
        }
        say("panel: \(chosen.name)")
    }
}
