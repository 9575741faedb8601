/// Keys as people write them: `q`, `W`, `space`, `tab`, `left`, `pageup`, `f1`, `ctrl-l`.
extension Key {
    private static let named: [(name: String, label: String, key: Key)] = [
        ("space", "space", .character(" ")), ("enter", "Enter", .enter), ("escape", "Esc", .escape),
        ("tab", "tab", .tab), ("shift-tab", "Shift-tab", .backTab), ("backspace", "Backspace", .backspace),
        ("delete", "Del", .delete), ("up", "↑", .up), ("down", "↓", .down), ("left", "←", .left),
        ("right", "→", .right), ("home", "Home", .home), ("end", "End", .end), ("pageup", "PgUp", .pageUp),
        ("pagedown", "PgDn", .pageDown), ("shift-left", "Shift-←", .modified(.left, .shift)),
        ("shift-right", "Shift-→", .modified(.right, .shift)),
    ]

    /// Other names that people have for some of the keys.
    private static let aliases = ["esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown"]

    /// What names are accepted, in words.
    package static let acceptedNames =
        "one character, f1 to f12, ctrl- with a letter, or " + named.map(\.name).joined(separator: ", ")

    /// Ctrl with these letters is, for a terminal, another key: Backspace, Tab, Enter.
    private static let sameAsOthers: Set<Unicode.Scalar> = ["h", "i", "j", "m"]

    /// The key of a name. A single character is that key, in the case in which it is written; in names of more
    /// characters the case does not count.
    ///
    /// - Returns: nil where no key has the name, or terminals cannot tell the key from another.
    package init?(name: String) {
        let scalars = Array(name.unicodeScalars)
        if scalars.count == 1, scalars[0].properties.generalCategory != .control, scalars[0] != " " {
            self = .character(scalars[0])
            return
        }
        let lower = name.lowercased()
        if let named = Key.named.first(where: { $0.name == Key.aliases[lower] ?? lower }) {
            self = named.key
        } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else if lower.hasPrefix("ctrl-"), let letter = lower.dropFirst(5).unicodeScalars.first,
            lower.unicodeScalars.count == 6, ("a"..."z").contains(letter), !Key.sameAsOthers.contains(letter)
        {
            self = .control(letter)
        } else {
            return nil
        }
    }

    /// The name that `init(name:)` reads; nil for keys that have none.
    package var name: String? {
        switch self {
        case .character(let scalar) where scalar != " ": String(scalar)
        case .function(let number): "f\(number)"
        case .control(let letter): "ctrl-\(letter)"
        default: Key.named.first { $0.key == self }?.name
        }
    }

    /// The key as the footer and the help screen write it: `space`, `PgUp`, `Ctrl-L`.
    package var label: String {
        switch self {
        case .character(let scalar) where scalar != " ": String(scalar)
        case .function(let number): "F\(number)"
        case .control(let letter): "Ctrl-\(String(letter).uppercased())"
        default: Key.named.first { $0.key == self }?.label ?? "?"
        }
    }

    /// Whether the key can be part of a text that is typed.
    package var isText: Bool {
        switch self {
        case .character, .keypad, .backspace, .delete, .enter, .left, .right, .home, .end: true
        default: false
        }
    }
}
