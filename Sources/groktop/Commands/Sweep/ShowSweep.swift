internal import ArgumentParser
internal import Configuration
internal import Console
internal import LiveScreen
internal import RunEvents
internal import Runs
internal import Sweeps
internal import TerminalUI

/// `groktop sweep show DIR`: the sweep screen, which `groktop sweep DIR` on a terminal opens too.
struct ShowSweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a sweep on a screen, while it is worked on or later.",
        discussion: """
            A heat map of any two swept values, curves of the chosen cell's runs, and a table that sorts and filters. \
            Enter opens a run. ? has all keys.
            """)

    @Argument(help: ArgumentHelp("The folder of the sweep.", valueName: "dir"))
    var folder: String

    @OptionGroup var screen: ScreenOptions

    @Option(
        help: ArgumentHelp("Draw the screen to this file (.svg or .txt) and show nothing.", valueName: "file"))
    var picture: String?

    @Option(
        help: ArgumentHelp("With --picture: columns and rows (default: 120x40).", valueName: "columns>x<rows"),
        transform: OptionValue.size)
    var size: Size?

    func validate() throws {
        if size != nil, picture == nil { throw ValidationError("--size goes with --picture only") }
        guard let picture else { return }
        guard picture.hasSuffix(".svg") || picture.hasSuffix(".txt") else {
            throw ValidationError("--picture must end in .svg or .txt")
        }
    }

    func run() async throws {
        let folder = SweepFolder(folder)
        guard let picture else { return try await Self.show(folder, screen.settings) }
        let drawn = try SweepPicture(
            SurveyText.survey(folder), place: PrintableText.line(folder.path), screen.settings,
            size: size ?? Size(width: 120, height: 40))
        if let notice = drawn.notice { StandardError.line("groktop: \(notice)") }
        try OutputFile.write(picture.hasSuffix(".svg") ? drawn.svg : drawn.text, to: picture)
    }

    static func show(_ folder: SweepFolder, _ screen: ScreenSettings) async throws {
        let reader = try SurveyReader(folder, SurveyText.settings)
        let reading = TrainingSettings.configured(
            reading: folder.runs, alerts: UserConfiguration.configuration.alerts)
        try await SweepScreen(folder, reader, screen: screen, reading: reading).run()
    }
}
