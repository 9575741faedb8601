package import Dashboard
package import TerminalUI

/// The look of the screen, whether it reads the mouse, and whether the run is trained while another job has the
/// terminal.
package struct ScreenSettings: Sendable {
    /// A theme's name or file; nil for the default theme.
    var theme: String?
    /// The symbols of curves; nil for those that suit the terminal.
    var symbols: Symbols?
    /// Whether training goes on while another job has the terminal.
    var trainsInBackground: Bool
    /// Whether the mouse is read.
    var hasMouse: Bool
    /// Whether training goes on without a terminal once the terminal is gone.
    var outlivesTerminal: Bool
    /// What the person has configured about the screen.
    package var preferences = Preferences()
    /// What is wrong with the configuration, a line each.
    package var remarks: [String] = []
    /// The same in the one line that a screen has room for; nil where nothing is wrong.
    package var notice: String?

    /// - Parameters:
    ///   - theme: a theme's name or file; nil for the default theme.
    ///   - symbols: the symbols of curves; nil for those that suit the terminal.
    ///   - trainsInBackground: whether training goes on while another job has the terminal.
    ///   - hasMouse: whether the mouse is read; otherwise it is left to the terminal.
    ///   - outlivesTerminal: whether training goes on without a terminal once the terminal is gone.
    package init(
        theme: String?, symbols: Symbols?, trainsInBackground: Bool, hasMouse: Bool, outlivesTerminal: Bool
    ) {
        (self.theme, self.symbols, self.hasMouse) = (theme, symbols, hasMouse)
        (self.trainsInBackground, self.outlivesTerminal) = (trainsInBackground, outlivesTerminal)
    }
}
