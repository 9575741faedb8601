package import TerminalUI

/// How the screen looks, and what becomes of the run while another job has the terminal.
package struct ScreenSettings: Sendable {
    /// A theme's name or file; nil for the usual one.
    var theme: String?
    /// What curves are drawn with; nil for what the terminal suggests.
    var symbols: Symbols?
    /// Whether training goes on while another job has the terminal.
    var trainsInBackground: Bool

    /// - Parameters:
    ///   - theme: a theme's name or file; nil for the usual one.
    ///   - symbols: what curves are drawn with; nil for what the terminal suggests.
    ///   - trainsInBackground: whether training goes on while another job has the terminal.
    package init(theme: String?, symbols: Symbols?, trainsInBackground: Bool) {
        (self.theme, self.symbols, self.trainsInBackground) = (theme, symbols, trainsInBackground)
    }
}
