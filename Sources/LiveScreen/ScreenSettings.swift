package import TerminalUI

/// The look of the screen, whether it reads the mouse, and whether the run is trained while another job has the terminal.
package struct ScreenSettings: Sendable {
    /// A theme's name or file; nil for the default theme.
    var theme: String?
    /// The symbols of curves; nil for those that suit the terminal.
    var symbols: Symbols?
    /// Whether training goes on while another job has the terminal.
    var trainsInBackground: Bool
    /// Whether the mouse is read.
    var hasMouse: Bool

    /// - Parameters:
    ///   - theme: a theme's name or file; nil for the default theme.
    ///   - symbols: the symbols of curves; nil for those that suit the terminal.
    ///   - trainsInBackground: whether training goes on while another job has the terminal.
    ///   - hasMouse: whether the mouse is read; otherwise it is left to the terminal.
    package init(theme: String?, symbols: Symbols?, trainsInBackground: Bool, hasMouse: Bool) {
        (self.theme, self.symbols) = (theme, symbols)
        (self.trainsInBackground, self.hasMouse) = (trainsInBackground, hasMouse)
    }
}
