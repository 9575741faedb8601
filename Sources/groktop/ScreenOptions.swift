internal import ArgumentParser
internal import TerminalUI

/// How the screen looks.
struct ScreenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Colours: the name of a theme, or a file in btop's format.", valueName: "name|file"))
    var theme: String?

    @Option(
        help: "What curves are drawn with: braille, block or ascii (default: what the terminal can show).",
        transform: OptionValue.choice(Symbols.self))
    var symbols: Symbols?
}
