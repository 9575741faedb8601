internal import ArgumentParser
internal import Configuration
internal import Console
internal import Foundation
internal import LiveScreen
internal import Recording
internal import RunEvents
internal import Runs
internal import Tasks
internal import TerminalUI

/// `groktop home`: the home screen, which `groktop` without arguments opens too.
struct ShowHome: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "home",
        abstract: "List the recorded runs on a screen, open them, and begin new ones (groktop without arguments).",
        discussion: """
            Enter opens a run: one that is being recorded is followed, another one played. q on its dashboard comes \
            back here. 1 starts the run of the first minute. ? has all keys.
            """)

    @OptionGroup var runs: RunsOption
    @OptionGroup var screen: ScreenOptions

    @Option(
        help: ArgumentHelp(
            "Draw the screen to this file (.svg or .txt), and show nothing.",
            valueName: "file"))
    var picture: String?

    @Option(
        help: ArgumentHelp(
            "With --picture: columns and rows (default: 120x40).", valueName: "columns>x<rows"),
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
        let settings = try settings()
        guard let picture else { return try await HomeScreen(settings).run() }
        let drawn = try HomePicture(
            settings, size: size ?? Size(width: 120, height: 40), symbols: screen.symbols ?? .braille)
        if let notice = drawn.notice { StandardError.line("groktop: \(notice)") }
        try OutputFile.write(picture.hasSuffix(".svg") ? drawn.svg : drawn.text, to: picture)
    }

    private func settings() throws -> HomeSettings {
        let alerts = UserConfiguration.configuration.alerts
        let reading = TrainingSettings.configured(reading: runs.folder, alerts: alerts)
        // A new run is trained as `groktop watch` would, with nothing but --preset or --task.
        let presets = try RunPreset.all.map { preset in
            let isChosen = RunPreset.chosen.contains { $0.name == preset.name }
            let options = try RunOptions.parse([isChosen ? "--preset" : "--task", preset.name])
            return HomeSettings.Preset(name: preset.name, summary: preset.summary, config: options.config())
        }
        return HomeSettings(
            catalog: runs.catalog, screen: screen.settings, reading: reading, training: reading, presets: presets,
            dataFolder: RunsFolder.default(environment: ProcessInfo.processInfo.environment)
                .deletingLastPathComponent())
    }
}
