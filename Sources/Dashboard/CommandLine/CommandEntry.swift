package import TerminalUI

/// The line that is typed after `:`, with the completions that Tab goes through and the earlier lines that the arrows
/// go through.
package struct CommandEntry: Hashable, Sendable {
    /// The line as it is.
    package var input = TextInput()
    /// Which of the earlier lines is shown, from the newest; nil for the line that is being typed.
    private var earlier: Int?
    /// What was typed before Tab, and which of its completions stands in the line; nil where Tab was not pressed last.
    private var completing: Completing?

    private struct Completing: Hashable {
        var stem: String
        var index: Int
    }

    /// An empty line.
    package init() {}

    /// The words that begin with what was typed.
    func matches(_ words: [String]) -> [String] {
        let stem = (completing?.stem ?? input.text).lowercased()
        return stem.isEmpty ? [] : words.filter { $0.hasPrefix(stem) }
    }

    /// Takes a key that edits, completes or looks back.
    ///
    /// - Parameters:
    ///   - words: what can be typed.
    ///   - history: earlier lines, the newest last.
    /// - Returns: whether the key means something here.
    mutating func handle(_ key: Key, words: [String], history: [String]) -> Bool {
        switch key {
        case .tab, .backTab:
            complete(words, by: key == .tab ? 1 : -1)
        case .up, .down:
            let next = (earlier ?? -1) + (key == .up ? 1 : -1)
            guard next < history.count else { return true }
            earlier = next < 0 ? nil : next
            input = TextInput(next < 0 ? "" : history[history.count - 1 - next])
            completing = nil
        default:
            guard input.handle(key) else { return false }
            completing = nil
            earlier = nil
        }
        return true
    }

    /// The first Tab adds what all completions have in common; where that adds nothing, each Tab shows the next.
    private mutating func complete(_ words: [String], by direction: Int) {
        let found = matches(words)
        guard let first = found.first else { return }
        let stem = completing?.stem ?? input.text.lowercased()
        if completing == nil {
            let common = found.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
            if common.count > stem.count {
                input = TextInput(common)
                return
            }
        }
        let index = completing.map { ($0.index + direction + found.count) % found.count } ?? 0
        completing = Completing(stem: stem, index: index)
        input = TextInput(found[index])
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
