package import Alerts
package import Dashboard
package import TerminalUI

/// What a person has chosen once and for all. Options of the command line come before it.
package struct Configuration: Equatable, Sendable {
    /// A theme's name or file; nil for the built-in theme.
    package var theme: String?
    /// The line that names the theme; nil where none does. It serves remarks about a theme that cannot be loaded.
    package var themeLine: Int?
    /// What curves are drawn with; nil for what the terminal can show.
    package var symbols: Symbols?
    /// The keys of each action that has other keys than the built-in ones.
    package var keys: [Action: [Key]] = [:]
    /// Whether the mouse is used.
    package var usesMouse = true
    /// The arrangement of the panels to begin with; nil for the one with which the screen was left.
    package var layout: LayoutName?
    /// Whether hints are shown the first time that something happens.
    package var showsGuidance = true
    /// The rules that are looked for in every run that is trained or followed.
    package var alerts: [Alert] = []
    /// What options of runs are where they are not given.
    package var run = RunDefaults()

    /// The built-in choices.
    package init() {}

    /// The choices about the screen that its model takes.
    package var preferences: Preferences {
        var preferences = Preferences()
        preferences.keys = KeyMap(keys)
        preferences.layout = layout
        preferences.showsGuidance = showsGuidance
        return preferences
    }

    /// Whether the two mean the same. Where a choice stands in the file does not matter.
    package static func == (left: Configuration, right: Configuration) -> Bool {
        func name(_ theme: String?) -> String { theme ?? Theme.default.name }
        return name(left.theme) == name(right.theme) && left.symbols == right.symbols && left.keys == right.keys
            && left.usesMouse == right.usesMouse && left.layout == right.layout
            && left.showsGuidance == right.showsGuidance && left.alerts == right.alerts && left.run == right.run
    }
}
