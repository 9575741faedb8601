package import TerminalUI

/// A key of the sweep screen and what it does. The footer, the help screen and `update` all read the one table.
package struct BoardKey: Sendable {
    /// The keys that do it, any of them.
    package var keys: [Key]
    /// What they do.
    package var action: BoardAction
    /// Its line of the help screen: keys and one sentence; nil where the line of another key explains it.
    package var help: (label: String, text: String)?
    /// Its words in the last row: keys and a word. Where there is no room for all, those of the lowest importance go
    /// first. nil for a key that has no room there.
    package var footer: (label: String, name: String, importance: Int)?

    private init(
        _ action: BoardAction, _ keys: [Key], help: (String, String)? = nil, footer: (String, String, Int)? = nil
    ) {
        (self.keys, self.action) = (keys, action)
        self.help = help.map { (label: $0.0, text: $0.1) }
        self.footer = footer.map { (label: $0.0, name: $0.1, importance: $0.2) }
    }

    private static func character(_ scalar: Unicode.Scalar) -> [Key] { [.character(scalar)] }

    /// All keys, in the order of the footer and the help screen.
    package static let table: [BoardKey] = [
        BoardKey(
            .open, [.enter],
            help: ("Enter", "in the map: only the runs of the cell; in the table: open the run"),
            footer: ("Enter", "open", 20)),
        BoardKey(
            .switchFocus, [.tab, .backTab], help: ("tab", "from the map to the table, and back"),
            footer: ("tab", "map/table", 16)),
        BoardKey(
            .nextFigure, character("f"), help: ("f F", "the next figure of the map, the one before"),
            footer: ("f F", "figure", 15)),
        BoardKey(.previousFigure, character("F")),
        BoardKey(
            .nextColumnAxis, character("x"), help: ("x y", "the next axis across, the next axis down"),
            footer: ("x y", "axes", 14)),
        BoardKey(.nextRowAxis, character("y")),
        BoardKey(
            .filter, character("/"), help: ("/", "words that runs must have: seed=3 grokked mixed failed"),
            footer: ("/", "filter", 13)),
        BoardKey(
            .sort, character("s"), help: ("s S", "sort by the next column, or the other way round"),
            footer: ("s S", "sort", 11)),
        BoardKey(.reverse, character("S")),
        BoardKey(
            .up, [.up, .character("k")], help: ("← ↓ ↑ →", "move in the map or the table; h j k l, PgUp PgDn, too")),
        BoardKey(.down, [.down, .character("j")]),
        BoardKey(.left, [.left, .character("h")]),
        BoardKey(.right, [.right, .character("l")]),
        BoardKey(.pageUp, [.pageUp, .control("b")]),
        BoardKey(.pageDown, [.pageDown, .control("f")]),
        BoardKey(.first, [.home, .character("g")]),
        BoardKey(.last, [.end, .character("G")]),
        BoardKey(.dismiss, [.escape], help: ("Esc", "all runs again, then forget the filter")),
        BoardKey(.nextTheme, character("t"), help: ("t", "the next theme")),
        BoardKey(.help, character("?"), help: ("?", "this list"), footer: ("?", "help", 18)),
        BoardKey(
            .quit, character("q"), help: ("q", "leave; the sweep goes on"), footer: ("q", "quit", 19)),
        BoardKey(.repaint, [.control("l")], help: ("Ctrl-L/Z", "draw anew; give the terminal back until fg")),
        BoardKey(.suspend, [.control("z")]),
        BoardKey(.interrupt, [.control("c")]),
    ]

    private static let actions = Dictionary(
        table.flatMap { binding in binding.keys.map { ($0, binding.action) } }, uniquingKeysWith: { first, _ in first })

    /// What a key does; nil where it does nothing.
    package static func action(for key: Key) -> BoardAction? { actions[key] }
}
