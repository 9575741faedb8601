internal import ArgumentParser
internal import Configuration
internal import LiveScreen
internal import TerminalUI

/// The options of the screen.
struct ScreenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Colours: the name of a theme, or a file in btop's format.", valueName: "name|file"))
    var theme: String?

    @Option(
        help: "What curves are drawn with: braille, block or ascii (default: what the terminal can show).",
        transform: OptionValue.choice(Symbols.self))
    var symbols: Symbols?

    @Option(
        help: ArgumentHelp(
            "While another job has the terminal (Ctrl-Z and bg, or &): stop, until fg; or train and record on, and be "
                + "on "
                + "the screen again with fg.", valueName: "stop|train"),
        transform: OptionValue.choice(Background.self))
    var background: Background = .stop

    @Option(
        help: ArgumentHelp(
            "Read the mouse (click reads, drag selects, wheel zooms; with Shift the terminal selects text), or leave "
                + "it to the terminal.", valueName: "on|off"),
        transform: OptionValue.choice(Mouse.self))
    var mouse: Mouse?

    enum Mouse: String, CaseIterable, Sendable {
        case on, off
    }

    @Option(
        help: ArgumentHelp(
            "When the terminal is gone (SIGHUP, a connection that is lost): stop the run in order, to be resumed; or "
                + "go on training and recording without a terminal.", valueName: "stop|continue"),
        transform: OptionValue.choice(HangUp.self))
    var onHangup: HangUp = .stop

    enum Background: String, CaseIterable, Sendable {
        case stop, train
    }

    enum HangUp: String, CaseIterable, Sendable {
        case stop
        case goOn = "continue"
    }

    var settings: ScreenSettings {
        let configuration = UserConfiguration.configuration
        var settings = ScreenSettings(
            theme: theme ?? configuration.theme, symbols: symbols ?? configuration.symbols,
            trainsInBackground: background == .train, hasMouse: mouse.map { $0 == .on } ?? configuration.usesMouse,
            outlivesTerminal: onHangup == .goOn)
        settings.preferences = configuration.preferences
        (settings.remarks, settings.notice) = (UserConfiguration.remarks, UserConfiguration.notice)
        return settings
    }
}
