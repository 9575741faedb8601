import RunEvents
import TerminalUI

/// What a line after `:` asks for: everything that keys do, and what keys would need a number or a name for.
enum TypedLine: Sendable {
    /// Goes to a step.
    case step(Int)
    /// Goes to the next event of a kind.
    case event(LogEntry.Kind)
    /// Does what a key does, by the action's name.
    case action(Action)
    case theme(String)
    case panel(Panel)
    case layout(LayoutName)
    /// Switches a panel on or off.
    case place(Panel, isOn: Bool)
    /// A command to the run.
    case command(RunCommand)

    /// Why a line asks for nothing that there is.
    struct Problem: Error, Hashable, Sendable {
        /// One short sentence.
        package var text: String
    }

    /// What a line means. Case and spaces at its ends do not count.
    ///
    /// - Parameters:
    ///   - newest: the last step there is.
    ///   - themes: the names of the themes there are.
    ///   - panels: the panels that the run can have.
    static func parse(
        _ text: String, newest: Int, themes: [String], panels: [Panel]
    ) -> Result<TypedLine, Problem> {
        let line = text.lowercased().split(separator: " ").joined(separator: " ")
        guard !line.isEmpty else { return .failure(Problem(text: "nothing typed")) }
        if line.allSatisfy({ $0.isNumber || $0 == "," }) {
            return StepInput.parse(line, newest: newest).map(TypedLine.step).mapError { Problem(text: $0.text) }
        }
        if let kind = eventKinds.first(where: { name(of: $0) == line }) { return .success(.event(kind)) }
        if let action = Action(name: line) { return .success(.action(action)) }
        if let name = argument(of: "theme", in: line) {
            return themes.contains { $0.lowercased() == name }
                ? .success(.theme(name)) : .failure(Problem(text: "there is no theme '\(name)' here"))
        }
        if let name = argument(of: "panel", in: line) {
            return panels.first { $0.name.lowercased() == name }.map { .success(.panel($0)) }
                ?? .failure(Problem(text: "there is no panel '\(name)' here"))
        }
        if let name = argument(of: "layout", in: line) {
            return LayoutName(rawValue: name).map { .success(.layout($0)) }
                ?? .failure(Problem(text: "there is no layout '\(name)'"))
        }
        for (word, isOn) in [("on", true), ("off", false)] {
            guard let name = argument(of: word, in: line) else { continue }
            return panels.first { $0.name.lowercased() == name }.map { .success(.place($0, isOn: isOn)) }
                ?? .failure(Problem(text: "there is no panel '\(name)' here"))
        }
        if let command = RunCommand(rawValue: line.filter { $0 != " " }) {
            return command.problem.map { .failure(Problem(text: $0)) } ?? .success(.command(command))
        }
        let shown = String(String.UnicodeScalarView(text.unicodeScalars.prefix(24)))
        return .failure(Problem(text: "'\(shown)' is nothing that can be done"))
    }

    private static func argument(of word: String, in line: String) -> String? {
        line.hasPrefix(word + " ") ? String(line.dropFirst(word.count + 1)) : nil
    }

    /// The kinds of events that a line can go to.
    private static let eventKinds = LogEntry.Kind.allCases.filter { $0.importance != nil }

    private static func name(of kind: LogEntry.Kind) -> String {
        switch kind {
        case .weightDecay: "weight-decay"
        default: "\(kind)"
        }
    }

    /// Commands to a run that are whole without a number, and the beginnings of those that are not.
    private static let commandWords = [
        "pause", "resume", "step", "weight-decay=", "learning-rate=", "pace=", "evaluate", "checkpoint", "stop",
    ]

    /// All lines there are, as far as they can be listed; for completion.
    ///
    /// - Parameters:
    ///   - actions: those that are possible where one is.
    ///   - isSteered: whether the run takes commands.
    static func words(actions: [Action], themes: [String], panels: [Panel], isSteered: Bool) -> [String] {
        let words =
            eventKinds.map(name) + actions.map(\.name) + themes.map { "theme " + $0 }
            + panels.flatMap { panel in ["panel ", "on ", "off "].map { $0 + panel.name.lowercased() } }
            + LayoutName.allCases.map { "layout " + $0.rawValue } + (isSteered ? commandWords : [])
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }.sorted()
    }
}
