internal import RunEvents

/// A rule, and what is done each time that it becomes true.
package struct Alert: Hashable, Sendable {
    /// What it waits for.
    package let rule: AlertRule
    /// What is done, in this order.
    package let actions: [AlertAction]
    /// A program to run, with its arguments; empty for none. No shell reads it.
    package let program: [String]

    /// What is done where nothing is chosen.
    package static let defaultActions: [AlertAction] = [.line]

    /// The most alerts that count at once.
    package static let most = 64

    /// - Parameters:
    ///   - rule: what it waits for.
    ///   - actions: what is done.
    ///   - program: a program to run, with its arguments; empty for none.
    package init(rule: AlertRule, actions: [AlertAction], program: [String] = []) {
        (self.rule, self.actions, self.program) = (rule, actions, program)
    }

    /// Whether the line is shown. A run that has paused says why.
    package var showsLine: Bool { actions.contains(.line) || actions.contains(.pause) }

    /// Reads `RULE=ACTION,…`, the value of `--alert`. The last action may be `run:PROGRAM`, which takes all that
    /// follows; the program then gets no arguments. Without `=` the actions are the default ones.
    ///
    /// - Throws: `AlertProblem` where the text is none.
    package init(option text: String) throws(AlertProblem) {
        guard let separator = Self.separator(in: text) else {
            self.init(rule: try AlertRule(text), actions: Self.defaultActions)
            return
        }
        let rule = try AlertRule(String(text[..<separator]))
        var actions: [AlertAction] = []
        var rest = text[text.index(after: separator)...]
        while true {
            if rest.hasPrefix("run:") {
                let program = String(rest.dropFirst(4))
                guard !program.isEmpty else { throw AlertProblem("run: must be followed by a program") }
                self.init(rule: rule, actions: actions, program: [program])
                return
            }
            let word = rest.prefix { $0 != "," }
            let action = try Self.action(String(word))
            if !actions.contains(action) { actions.append(action) }
            if word.endIndex == rest.endIndex { break }
            rest = rest[rest.index(after: word.endIndex)...]
        }
        self.init(rule: rule, actions: actions)
    }

    /// The action of a name.
    ///
    /// - Throws: `AlertProblem` with the names that there are.
    package static func action(_ name: String) throws(AlertProblem) -> AlertAction {
        guard let action = AlertAction(rawValue: name) else {
            let names = AlertAction.allCases.map(\.rawValue)
            let hint = NearestName.of(name, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw AlertProblem(
                "'\(PrintableText.line(name))' is no action; it must be \(names.joined(separator: ", "))\(hint)")
        }
        return action
    }

    /// The first `=` that belongs to no comparison and stands in no quotes.
    private static func separator(in text: String) -> String.Index? {
        var isQuoted = false
        var previous: Character = " "
        for index in text.indices {
            let character = text[index]
            if character == "\"" { isQuoted.toggle() }
            if character == "=", !isQuoted, previous != "<", previous != ">" { return index }
            previous = character
        }
        return nil
    }
}
