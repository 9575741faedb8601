internal import ArgumentParser
internal import Configuration
internal import Foundation
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs

/// The options that say how a recorded run is continued, on the screen or without it.
struct TrainingOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: "Most steps a second, or unlimited (default: 60 on the screen, unlimited without).",
        transform: OptionValue.pace)
    var pace: PaceLimit?

    @Option(
        parsing: .unconditional, help: "Threads that compute (default: one a core). They do not change the result.",
        transform: OptionValue.integer(ConfigLimits.threads))
    var threads: Int?

    @Option(
        help: "Without a screen: print events as ndjson or text.", transform: OptionValue.choice(EventFormat.self))
    var format: EventFormat?

    @OptionGroup var checkpoints: CheckpointOptions
    @OptionGroup var alerts: AlertOptions
    @OptionGroup var parent: ParentOption
    @OptionGroup var screen: ScreenOptions

    func settings(_ runsFolder: URL) -> TrainingSettings {
        let pace = pace ?? (format == nil ? .onScreen : .unlimited)
        let threads = threads ?? UserConfiguration.configuration.run.threads
        var settings = TrainingSettings(
            threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, pace: pace.stepsPerSecond,
            runsFolder: runsFolder, checkpointEvery: checkpoints.every, budget: checkpoints.budget)
        settings.alerts = alerts.all
        return settings
    }
}
