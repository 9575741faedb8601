import CNcurses
import TerminalUI

/// What the entry of the terminal's type says that its keys send (terminfo(5): "Keypad", and the extended names of
/// xterm's modified keys).
enum TerminalKeys {
    private static let names: [(String, Key)] = [
        ("kbs", .backspace), ("kdch1", .delete), ("kent", .enter), ("kcbt", .backTab),
        ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
        ("khome", .home), ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown),
        ("kDC", .modified(.delete, .shift)), ("kHOM", .modified(.home, .shift)), ("kEND", .modified(.end, .shift)),
        ("kLFT", .modified(.left, .shift)), ("kRIT", .modified(.right, .shift)),
        ("kri", .modified(.up, .shift)), ("kind", .modified(.down, .shift)),
        ("kPRV", .modified(.pageUp, .shift)), ("kNXT", .modified(.pageDown, .shift)),
    ]

    /// Extended names: one of these with a number, as in kUP5.
    private static let extendedNames: [(String, Key)] = [
        ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home), ("kEND", .end),
        ("kPRV", .pageUp), ("kNXT", .pageDown), ("kDC", .delete),
    ]

    /// The number of xterm's modifiers in an extended name.
    private static let modifiers: [(Int, KeyModifiers)] = [
        (3, .alt), (4, [.shift, .alt]), (5, .control), (6, [.shift, .control]), (7, [.alt, .control]),
        (8, [.shift, .alt, .control]),
    ]

    /// The sequences of the terminal that is set up in ncurses.
    static func sequences() -> KeySequences {
        var sequences = KeySequences()
        func add(_ name: String, _ key: Key) {
            guard let text = groktop_capability(name) else { return }
            sequences.add(Array(String(cString: text).utf8), key)
        }
        for (name, key) in names { add(name, key) }
        for number in 1...63 { add("kf\(number)", .function(number)) }
        add("kUP", .modified(.up, .shift))
        add("kDN", .modified(.down, .shift))
        for (name, key) in extendedNames {
            for (number, modifiers) in modifiers { add("\(name)\(number)", .modified(key, modifiers)) }
        }
        return sequences
    }
}
