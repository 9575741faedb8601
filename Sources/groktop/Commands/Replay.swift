internal import ArgumentParser
internal import Configuration
internal import Console
internal import Dashboard
internal import LiveScreen
internal import NcursesTerminal
internal import Recording
internal import RunEvents
internal import Runs

/// `groktop replay`: shows a recorded run on the dashboard.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a recorded run, and go anywhere in it.",
        discussion: """
            Space plays and pauses, [ and ] change the speed, ← and → go back and on, g to a step, n and N to the next \
            and the last event; a and p probe a checkpoint, f forks the run where it stands. ? has all keys. Given \
            several runs, the others lie beneath the first, and G lines them up at the step at which each grokked.
            """)

    @OptionGroup var run: RunArgument

    @Argument(help: ArgumentHelp("Other runs, for beneath it.", valueName: "other"))
    var others: [String] = []

    @OptionGroup var screen: ScreenOptions

    func run() async throws {
        let folder = try run.folder()
        let beneath = try others.map { try run.runs.catalog.resolve($0) }
        let host = RunHost(
            settings: .configured(reading: run.runs.folder, alerts: UserConfiguration.configuration.alerts))
        // A run that cannot be read is refused before the screen is touched.
        let source = try await host.open(recording: folder)
        if !beneath.isEmpty { try await host.showBeneath(beneath) }
        try await ScreenRun.show(
            host, screen.settings, source, otherwise: "groktop export \(folder.name) prints a recording")
    }
}
