package import TerminalUI

/// The look of the screen, and whether the run is trained while another job has the terminal.
package struct ScreenSettings: Sendable {
    /// A theme's name or file; nil for the default theme.
    var theme: String?
    /// The symbols of curves; nil for those that suit the terminal.
    var symbols: Symbols?
    /// Whether training goes on while another job has the terminal.
    var trainsInBackground: Bool

    /// - Parameters:
    ///   - theme: a theme's name or file; nil for the default theme.
    ///   - symbols: the symbols of curves; nil for those that suit the terminal.
    ///   - trainsInBackground: whether training goes on while another job has the terminal.
    package init(theme: String?, symbols: Symbols?, trainsInBackground: Bool) {
        (self.theme, self.symbols, self.trainsInBackground) = (theme, symbols, trainsInBackground)
    }
}
