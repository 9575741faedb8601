package import TerminalUI

/// The whole state of the home screen: the runs and presets that there are, and what the person has chosen.
package struct HomeModel: Sendable {
    /// Columns and rows of the terminal.
    package var size: Size
    /// The themes that `t` goes through; never empty.
    package private(set) var themes: [Theme]
    private var themeIndex = 0
    /// What curves and boxes are drawn with.
    package var symbols: Symbols
    /// The runs folder, as the header says it.
    let place: String
    /// The tables that a run is exported as.
    let tables: [String]

    /// All runs; nil before they were read for the first time.
    package internal(set) var runs: [HomeRun]?
    /// Why the runs folder cannot be read; nil where it can.
    package internal(set) var problem: String?
    /// The runs that are shown, in the order of the table.
    package internal(set) var rows: [HomeRun] = []
    /// The presets, the first-minute run first.
    package internal(set) var presets: [HomePreset]

    /// The name of the run that the keys mean; nil where there is none.
    package internal(set) var selected: String?
    /// The index of the preset that `enter` would start.
    package internal(set) var selectedPreset = 0
    /// What the arrows move in.
    package internal(set) var focus = Focus.runs
    /// The names of the runs that are marked, in the order in which they were.
    package internal(set) var marks: [String] = []
    /// What the runs that are shown must have, as typed.
    package internal(set) var filter = ""
    /// The column that the table is sorted by.
    package internal(set) var sorting = HomeColumn.made
    /// Whether the largest comes first.
    package internal(set) var isDescending = true
    /// The index of the first row of the table that is on the screen.
    var top = 0

    /// What keys go to.
    package internal(set) var mode = Mode.choosing
    /// The line in the place of the keys; nil for the keys. The next key takes it away.
    package internal(set) var notice: Notice?

    /// What the arrows move in.
    package enum Focus: Hashable, Sendable {
        case runs, presets
    }

    /// A line in the place of the keys.
    package struct Notice: Hashable, Sendable {
        /// The sentence.
        package var text: String
        /// Whether something went wrong, or was refused.
        package var isAlert: Bool
    }

    /// What keys go to.
    package enum Mode: Hashable, Sendable {
        case choosing
        case help
        /// Typing the filter, which counts at once.
        case filtering(TextInput)
        case askingToRemove([String])
        /// Typing the step at which a fork leaves, and what was wrong with the last try.
        case typingForkStep(HomeRun, TextInput, problem: String?)
        /// Typing the ω of a fork.
        case typingForkDecay(HomeRun, step: Int, TextInput, problem: String?)
        /// Typing the name of a table to export.
        case typingTable(HomeRun, TextInput, problem: String?)
        /// Typing the file that a table goes to.
        case typingFile(HomeRun, table: String, TextInput, problem: String?)
    }

    /// Fewer runs cannot be compared.
    static let leastCompared = 2

    /// - Parameters:
    ///   - themes: the themes that `t` goes through; the built-in one where there is none. A terminal without colours
    ///     has the theme without colours.
    ///   - capability: colours of the terminal, and symbols as the user wants them.
    ///   - size: columns and rows of the terminal.
    ///   - place: the runs folder, for the header.
    ///   - presets: the runs that can be started, the first-minute run first.
    ///   - tables: the tables that a run is exported as.
    package init(
        themes: [Theme], capability: Capability, size: Size, place: String, presets: [HomePreset], tables: [String]
    ) {
        self.themes = capability.colors == .mono ? [.monochrome] : themes.isEmpty ? [.default] : themes
        (self.size, self.place, self.presets, self.tables) = (size, place, presets, tables)
        symbols = capability.symbols
    }

    /// The theme in use.
    package var theme: Theme { themes[themeIndex] }

    mutating func nextTheme() { themeIndex = (themeIndex + 1) % themes.count }

    mutating func say(_ text: String, isAlert: Bool = false) { notice = Notice(text: text, isAlert: isAlert) }

    /// The run that the keys mean; nil where there is none.
    var selectedRun: HomeRun? { selectedIndex.map { rows[$0] } }

    /// The row of the run that the keys mean.
    var selectedIndex: Int? { selected.flatMap { name in rows.firstIndex { $0.name == name } } }

    /// Takes the terminal's state of another opening: its size and what it can show.
    package mutating func take(size: Size, capability: Capability) {
        self.size = size
        symbols = capability.symbols
        keepSelectionInSight()
    }
}
