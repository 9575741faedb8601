/// What a SCAN command means, read from its text: a second way, from the words to the actions, beside the grammar,
/// which makes both at once.
enum ScanInterpreter {
    /// - Returns: nil where the text is no command.
    static func actions(_ command: String) -> [String]? {
        let words = command.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        if let index = words.firstIndex(where: { $0 == "and" || $0 == "after" }) {
            guard let first = phrase(words[..<index]), let second = phrase(words[(index + 1)...]) else { return nil }
            return words[index] == "and" ? first + second : second + first
        }
        return phrase(words[...])
    }

    private static func phrase(_ words: ArraySlice<String>) -> [String]? {
        switch words.last {
        case "twice": repeated(turned(words.dropLast()), 2)
        case "thrice": repeated(turned(words.dropLast()), 3)
        default: turned(words)
        }
    }

    private static func turned(_ words: ArraySlice<String>) -> [String]? {
        let verbs = ["walk": ["I_WALK"], "look": ["I_LOOK"], "run": ["I_RUN"], "jump": ["I_JUMP"], "turn": []]
        guard let first = words.first, let action = verbs[first] else { return nil }
        let rest = Array(words.dropFirst())
        guard let side = rest.last else { return first == "turn" ? nil : action }
        guard side == "left" || side == "right" else { return nil }
        let turn = ["I_TURN_" + side.uppercased()]
        switch rest.dropLast() {
        case []: return turn + action
        case ["opposite"]: return turn + turn + action
        case ["around"]: return repeated(turn + action, 4)
        default: return nil
        }
    }

    private static func repeated(_ actions: [String]?, _ times: Int) -> [String]? {
        actions.map { actions in (0..<times).flatMap { _ in actions } }
    }
}
