internal import ArgumentParser
internal import Configuration
internal import Foundation
internal import LiveScreen
internal import Recording
internal import RunEvents
internal import Runs
internal import Tasks

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

    func run() async throws {
        let alerts = UserConfiguration.configuration.alerts
        let reading = TrainingSettings.configured(reading: runs.folder, alerts: alerts)
        // A new run is trained as `groktop watch` would, with nothing but --preset or --task.
        let presets = try RunPreset.all.map { preset in
            let isChosen = RunPreset.chosen.contains { $0.name == preset.name }
            let options = try RunOptions.parse([isChosen ? "--preset" : "--task", preset.name])
            return HomeSettings.Preset(name: preset.name, summary: preset.summary, config: options.config())
        }
        let settings = HomeSettings(
            catalog: runs.catalog, screen: screen.settings, reading: reading, training: reading, presets: presets,
            dataFolder: RunsFolder.default(environment: ProcessInfo.processInfo.environment)
                .deletingLastPathComponent())
        try await HomeScreen(settings).run()
    }
}
