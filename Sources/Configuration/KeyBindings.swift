internal import Dashboard
internal import RunEvents
internal import TerminalUI

/// The keys that a configuration binds, with the lines that do it.
struct KeyBindings {
    /// The keys of each action that has other keys than the built-in ones.
    private(set) var changes: [Action: [Key]] = [:]
    private var lines: [Action: Int] = [:]

    /// Takes the keys of an action: the name of a key, or a list of names.
    ///
    /// - Throws: what is wrong with it; the action keeps its built-in keys then.
    mutating func take(_ node: ConfigurationNode, _ name: String) throws(ConfigurationProblem) {
        let key = "keys.\(name)"
        guard let action = Action(name: name) else {
            let names = Action.allCases.map(\.name)
            let hint =
                NearestName.of(name, among: names).map { "did you mean '\($0)'?" }
                ?? "'groktop config --default' lists all actions"
            throw ConfigurationProblem(line: node.line, key: key, "is no action; \(hint)")
        }
        var keys: [Key] = []
        for text in try node.texts(key: key, accepted: "a key's name in quotes, or a list of them") {
            guard let bound = Key(name: text) else {
                throw ConfigurationProblem(
                    line: node.line, key: key, "is '\(text.prefix(40))'; a key must be \(Key.acceptedNames)")
            }
            if action.worksWhileTyping, bound.isText {
                throw ConfigurationProblem(
                    line: node.line, key: key,
                    "is '\(text)'; it works while something is typed, and must be a key that is no text, such as ctrl-l"
                )
            }
            if !keys.contains(bound) { keys.append(bound) }
        }
        if keys.isEmpty, action.needsKey {
            throw ConfigurationProblem(line: node.line, key: key, "is empty; this action must have a key")
        }
        if keys != KeyMap.standardKeys(of: action) { changes[action] = keys }
        lines[action] = node.line
    }

    /// Gives actions their built-in keys back until no key means two things in one place. Of two actions of the file,
    /// the later one gives way.
    ///
    /// - Returns: what is wrong with each of them.
    mutating func resolveConflicts() -> [ConfigurationProblem] {
        var problems: [ConfigurationProblem] = []
        while let conflict = KeyMap.conflict(changes) {
            let changed = conflict.actions.filter { changes[$0] != nil }
            guard let loser = changed.max(by: { (lines[$0] ?? 0) < (lines[$1] ?? 0) }) else { break }
            let names = conflict.actions.map { "'\($0.name)'" }.joined(separator: " and ")
            problems.append(
                ConfigurationProblem(
                    line: lines[loser], key: "keys.\(loser.name)",
                    "does not count: '\(conflict.key.name ?? "?")' would be bound to both \(names)"))
            changes[loser] = nil
        }
        return problems
    }
}
