package import TerminalUI

/// A key of the home screen and what it does. The footer, the help screen and `update` all read the one table.
package struct HomeKey: Sendable {
    /// The keys that do it, any of them.
    package var keys: [Key]
    /// What they do.
    package var action: HomeAction
    /// Its line of the help screen: keys and one sentence; nil where the line of another key explains it.
    package var help: (label: String, text: String)?
    /// Its words in the last row: keys and a word. Where there is no room for all, those of the lowest importance go
    /// first. nil for a key that has no room there.
    package var footer: (label: String, name: String, importance: Int)?

    private init(
        _ action: HomeAction, _ keys: [Key], help: (String, String)? = nil, footer: (String, String, Int)? = nil
    ) {
        (self.keys, self.action) = (keys, action)
        self.help = help.map { (label: $0.0, text: $0.1) }
        self.footer = footer.map { (label: $0.0, name: $0.1, importance: $0.2) }
    }

    private static func character(_ scalar: Unicode.Scalar) -> [Key] { [.character(scalar)] }

    /// All keys, in the order of the footer and the help screen.
    package static let table: [HomeKey] = [
        HomeKey(
            .open, [.enter],
            help: ("Enter", "follow a run that is being recorded, play another; start a preset"),
            footer: ("Enter", "open", 20)),
        HomeKey(
            .startFirst, character("1"),
            help: ("1", "the run of the first minute: by heart early, understood much later"),
            footer: ("1", "first minute", 12)),
        HomeKey(
            .switchFocus, [.tab, .backTab], help: ("tab", "from the runs to the presets, and back"),
            footer: ("tab", "presets", 14)),
        HomeKey(
            .filter, character("/"), help: ("/", "words that runs must have to be shown: modadd seed42 grokked"),
            footer: ("/", "filter", 13)),
        HomeKey(
            .sort, character("s"), help: ("s S", "sort by the next column, or the other way round"),
            footer: ("s S", "sort", 11)),
        HomeKey(.reverse, character("S")),
        HomeKey(
            .replay, character("p"), help: ("p r", "play the run from its beginning; go on with its training"),
            footer: ("p", "play", 5)),
        HomeKey(.resume, character("r"), footer: ("r", "resume", 10)),
        HomeKey(
            .mark, character(" "), help: ("space c", "mark runs; compare them: the others lie beneath the first"),
            footer: ("space", "mark", 6)),
        HomeKey(.compare, character("c"), footer: ("c", "compare", 7)),
        HomeKey(
            .fork, character("f"), help: ("f x", "begin a new run at a step of this one; write a table to a file"),
            footer: ("f", "fork", 9)),
        HomeKey(.export, character("x"), footer: ("x", "export", 4)),
        HomeKey(
            .remove, [.character("d"), .delete], help: ("d", "remove the run, or those that are marked, after asking"),
            footer: ("d", "remove", 8)),
        HomeKey(
            .up, [.up, .character("k")], help: ("↑ ↓ k j", "the run before, the next one; PgUp PgDn Home End, too")),
        HomeKey(.down, [.down, .character("j")]),
        HomeKey(.pageUp, [.pageUp, .control("b")]),
        HomeKey(.pageDown, [.pageDown, .control("f")]),
        HomeKey(.first, [.home, .character("g")]),
        HomeKey(.last, [.end, .character("G")]),
        HomeKey(.dismiss, [.escape], help: ("Esc", "forget the marks, then the filter")),
        HomeKey(.nextTheme, character("t"), help: ("t", "the next theme")),
        HomeKey(.help, character("?"), help: ("?", "this list"), footer: ("?", "help", 18)),
        HomeKey(
            .quit, character("q"), help: ("q", "leave; runs of other processes go on"), footer: ("q", "quit", 19)),
        HomeKey(.repaint, [.control("l")], help: ("Ctrl-L/Z", "draw anew; give the terminal back until fg")),
        HomeKey(.suspend, [.control("z")]),
        HomeKey(.interrupt, [.control("c")]),
    ]

    private static let actions = Dictionary(
        table.flatMap { binding in binding.keys.map { ($0, binding.action) } }, uniquingKeysWith: { first, _ in first })

    /// What a key does; nil where it does nothing.
    package static func action(for key: Key) -> HomeAction? { actions[key] }
}
