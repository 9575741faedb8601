internal import ArgumentParser
internal import Console
internal import Dashboard
internal import LiveScreen
internal import Recording
internal import RunEvents
internal import TerminalUI

/// `groktop snapshot`: the screen of a recorded run as a picture, without a terminal.
struct TakeSnapshot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Draw a recorded run as the screen shows it at a step, to an SVG or text file.",
        discussion: """
            The picture is that of groktop replay at the step, cell by cell. Where --output ends in .svg it is drawn, \
            with the theme's colours; where it ends in .txt, and on standard output, it is the characters alone.
            """)

    @OptionGroup var run: RunArgument

    @Option(
        name: .customLong("at"), parsing: .unconditional, help: "The step (default: the newest).",
        transform: OptionValue.integer(ConfigLimits.step))
    var step: Int?

    @Option(
        help: ArgumentHelp("Columns and rows (default: 120x40).", valueName: "columns>x<rows"),
        transform: OptionValue.size)
    var size = Size(width: 120, height: 40)

    @Option(help: ArgumentHelp("Colours: the name of a theme, or a file in btop's format.", valueName: "name|file"))
    var theme: String?

    @Option(
        help: "What curves are drawn with: braille, block or ascii (default: braille).",
        transform: OptionValue.choice(Symbols.self))
    var symbols: Symbols = .braille

    @Option(
        help: ArgumentHelp("A panel that d or o brings, such as ledger or loss.", valueName: "name"),
        transform: OptionValue.panel)
    var panel: String?

    @Option(
        help: "The arrangement of the panels: automatic, small, wide, tall or projector (default: automatic).",
        transform: OptionValue.choice(LayoutName.self))
    var layout: LayoutName = .automatic

    @Option(help: ArgumentHelp("A run to lie beneath it; may be given several times.", valueName: "run"))
    var beneath: [String] = []

    @Flag(help: "Line the runs beneath up at the step at which each grokked.")
    var linedUp = false

    @Option(help: ArgumentHelp("A fork of it, to be shown as the what-if beside it.", valueName: "run"))
    var whatIf: String?

    @Option(name: .shortAndLong, help: "The file to write: .svg or .txt (default: text on standard output).")
    var output: String?

    func validate() throws {
        guard let output else { return }
        guard output.hasSuffix(".svg") || output.hasSuffix(".txt") else {
            throw ValidationError("--output must end in .svg or .txt")
        }
    }

    func run() async throws {
        var options = Snapshot.Options(step: step, size: size, theme: theme, symbols: symbols, panel: panel)
        let catalog = run.runs.catalog
        options.layout = layout
        options.beneath = try beneath.map { try catalog.resolve($0) }
        options.isLinedUp = linedUp
        options.whatIf = try whatIf.map { try catalog.resolve($0) }
        let snapshot = try Snapshot(of: run.folder(), options)
        if let notice = snapshot.notice { StandardError.line("groktop: \(notice)") }
        guard let output else { return try StandardOutput.write(snapshot.text) }
        try OutputFile.write(output.hasSuffix(".svg") ? snapshot.svg : snapshot.text, to: output)
    }
}
