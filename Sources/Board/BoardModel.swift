package import Survey
package import TerminalUI

/// The whole state of the sweep screen: the runs of the sweep, and what the person has chosen.
package struct BoardModel: Sendable {
    /// Columns and rows of the terminal.
    package var size: Size
    /// The themes that `t` goes through; never empty.
    package private(set) var themes: [Theme]
    private var themeIndex = 0
    /// What curves and boxes are drawn with.
    package var symbols: Symbols
    /// The sweep's folder, as the header says it.
    let place: String

    /// All runs; nil before they were read for the first time.
    package internal(set) var survey: Survey?
    /// Why the sweep cannot be read any more; nil where it can.
    package internal(set) var problem: String?
    /// What the filter looks at, for each run.
    var searched: [String] = []

    /// What the map shows of each cell.
    package internal(set) var figure = BoardFigure.grokStep
    /// The axis that runs across; nil for none.
    package internal(set) var columnAxis: String?
    /// The axis that runs down; nil for none.
    package internal(set) var rowAxis: String?
    var grid = HeatGrid()
    /// The row and column of the chosen cell.
    package internal(set) var cell = (row: 0, column: 0)

    /// The runs that are shown, in the order of the table.
    package internal(set) var rows: [SurveyedRun] = []
    /// Whether the table has the runs of the chosen cell only.
    package internal(set) var isCellOnly = false
    /// The name of the run that the keys mean; nil where there is none.
    package internal(set) var selected: String?
    /// What the arrows move in.
    package internal(set) var focus = Focus.map
    /// What the runs that are shown must have, as typed.
    package internal(set) var filter = ""
    /// The column that the table is sorted by; nil for the plan's order.
    package internal(set) var sorting: BoardColumn?
    /// Whether the largest comes first.
    package internal(set) var isDescending = false
    /// The index of the first row of the table that is on the screen.
    var top = 0

    /// What keys go to.
    package internal(set) var mode = Mode.choosing
    /// The line in the place of the keys; nil for the keys. The next key takes it away.
    package internal(set) var notice: (text: String, isAlert: Bool)?

    /// What the arrows move in.
    package enum Focus: Hashable, Sendable {
        case map, table
    }

    /// What keys go to.
    package enum Mode: Hashable, Sendable {
        case choosing
        case help
        /// Typing the filter, which counts at once.
        case filtering(TextInput)
    }

    /// - Parameters:
    ///   - themes: the themes that `t` goes through; the built-in one where there is none. A terminal without colours
    ///     has the theme without colours.
    ///   - capability: colours of the terminal, and symbols as the user wants them.
    ///   - size: columns and rows of the terminal.
    ///   - place: the sweep's folder, for the header.
    package init(themes: [Theme], capability: Capability, size: Size, place: String) {
        self.themes = capability.colors == .mono ? [.monochrome] : themes.isEmpty ? [.default] : themes
        (self.size, self.place) = (size, place)
        symbols = capability.symbols
    }

    /// The theme in use.
    package var theme: Theme { themes[themeIndex] }

    mutating func nextTheme() { themeIndex = (themeIndex + 1) % themes.count }

    mutating func say(_ text: String, isAlert: Bool = false) { notice = (text, isAlert) }

    /// The runs of the chosen cell; nil where the plan has none there.
    var chosen: SurveyGroup? { grid[cell.row, cell.column] }

    /// The row of the run that the keys mean.
    var selectedIndex: Int? { selected.flatMap { name in rows.firstIndex { $0.name == name } } }

    /// Takes the terminal's state of another opening: its size and what it can show.
    package mutating func take(size: Size, capability: Capability) {
        self.size = size
        symbols = capability.symbols
        keepSelectionInSight()
    }
}
