import TerminalUI

/// Looking for words: in the events, and on the help screen.
extension Model {
    mutating func beginSearch() { mode = .searching(TextInput(), problem: nil) }

    mutating func typeSearch(_ key: Key, into input: TextInput) {
        var input = input
        switch key {
        case .escape: mode = .watching
        case .enter:
            let text = input.text.trimmed
            guard !text.isEmpty else {
                mode = .watching
                searched = nil
                return
            }
            guard hits(text).count > 0 else {
                mode = .searching(input, problem: "no event has '\(text)'")
                return
            }
            mode = .watching
            searched = text
            goToHit(isForward: true, from: shownStep)
        default:
            if input.handle(key) { mode = .searching(input, problem: nil) }
        }
    }

    /// Goes to the next event, or the one before, that has the words; after the last one, to the first.
    mutating func goToHit(isForward: Bool, from step: Int) {
        guard let searched else { return }
        let steps = hits(searched).map(\.step)
        let next = isForward ? steps.first { $0 > step } : steps.last { $0 < step }
        guard let target = next ?? (isForward ? steps.first : steps.last) else { return }
        go(to: target)
        let place = (steps.firstIndex(of: target) ?? 0) + 1
        say("\(place) of \(steps.count) with '\(searched)': \(key(.nextEvent)) \(key(.previousEvent)) go on, Esc ends")
    }

    /// The view stops at its last line by itself; here only what nobody would scroll back from is cut off.
    private mutating func moveHelp(by lines: Int) {
        helpOffset = min(max(0, helpOffset + lines), max(0, bindings.count + 8 - size.height / 2))
    }

    private func hits(_ text: String) -> [LogEntry] { run.log.entries.filter { $0.contains(text) } }

    /// Keys on the help screen: `/` looks for words in it, arrows move it, any other key closes it.
    mutating func typeHelp(_ key: Key) {
        guard var filter = helpFilter else {
            switch key {
            case .character("/"): (helpFilter, helpOffset) = (TextInput(), 0)
            case .down: moveHelp(by: 1)
            case .up: moveHelp(by: -1)
            case .pageDown: moveHelp(by: size.height / 2)
            case .pageUp: moveHelp(by: -size.height / 2)
            default: mode = .watching
            }
            return
        }
        switch key {
        case .escape, .enter:
            helpFilter = nil
            mode = .watching
        default:
            if filter.handle(key) { helpFilter = filter }
        }
    }
}

extension LogEntry {
    /// Whether its words contain a text, whatever the case.
    func contains(_ text: String) -> Bool {
        let text = text.lowercased()
        return [title, detail, kind.meaning, "\(kind)"].contains { $0.lowercased().contains(text) }
    }
}

extension String {
    /// Without spaces at both ends.
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
