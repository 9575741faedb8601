import TerminalUI

/// Puts other keys into a table of bindings, and into the words about them: each word of a label that names a changed
/// key is replaced, and each such word of a sentence.
struct KeyRelabeling {
    /// The keys of each action that has others.
    private let changes: [Action: [Key]]
    /// What replaces each label of a key that an action no longer has, by that action.
    private let labels: [Action: (old: Set<String>, new: String)]

    init(_ changes: [Action: [Key]]) {
        self.changes = changes
        labels = changes.reduce(into: [:]) { labels, change in
            let old = KeyMap.standardKeys(of: change.key).map(\.label)
            labels[change.key] = (Set(old), change.value.map(\.label).joined(separator: " "))
        }
    }

    /// The bindings with their keys changed.
    func apply(to table: [KeyBinding]) -> [KeyBinding] {
        table.compactMap { binding in
            var binding = binding
            // Words stand for the keys of the same places: `.` does one thing now, and another in the past.
            let nearby = table.filter { !$0.places.isDisjoint(with: binding.places) }.map(\.action)
            if let help = binding.help {
                let words = Self.words(help.label)
                binding.help = KeyBinding.Help(
                    label: label(words, nearby), name: sentence(help.name, words, nearby),
                    text: sentence(help.text, words, nearby))
            }
            if let footer = binding.footer {
                binding.footer = KeyBinding.Footer(
                    label: label(Self.words(footer.label), nearby), name: footer.name, importance: footer.importance)
            }
            guard let keys = changes[binding.action] else { return binding }
            (binding.keys, binding.label) = (keys, keys.map(\.label).joined(separator: " "))
            // A line may explain other keys as well.
            if binding.help?.label.isEmpty == true { binding.help = nil }
            if binding.footer?.label.isEmpty == true { binding.footer = nil }
            return binding
        }
    }

    /// `Ctrl-L/Z` stands for two keys.
    private static func words(_ label: String) -> [String] {
        label.replacing("Ctrl-L/Z", with: "Ctrl-L Ctrl-Z").split(separator: " ").map(String.init)
    }

    private func label(_ words: [String], _ nearby: [Action]) -> String {
        let changed = words.map { replacement(of: $0, nearby) }
        guard changed.contains(where: { $0 != nil }) else {
            return words == ["Ctrl-L", "Ctrl-Z"] ? "Ctrl-L/Z" : words.joined(separator: " ")
        }
        var shown: [String] = []
        for (word, new) in zip(words, changed) where !shown.contains(new ?? word) { shown.append(new ?? word) }
        return shown.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Replaces the words of a sentence that name a key of its line, or a key that is no word of English.
    private func sentence(_ text: String, _ keys: [String], _ nearby: [Action]) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { part in
            let word = String(part.prefix { !";,:".contains($0) || part.count == 1 })
            let isKey = keys.contains(word) || word.hasPrefix("Ctrl-") || word.hasPrefix("Pg")
            guard isKey, let new = replacement(of: word, nearby) else { return String(part) }
            return (new.isEmpty ? "(no key)" : new) + part.dropFirst(word.count)
        }.joined(separator: " ")
    }

    /// What stands in the place of a key's label; nil where the key is still there.
    private func replacement(of word: String, _ nearby: [Action]) -> String? {
        nearby.lazy.compactMap { labels[$0] }.first { $0.old.contains(word) }?.new
    }
}
