internal import ArgumentParser
internal import LiveScreen
internal import Recording
internal import RunEvents
internal import Runs

/// The live dashboard.
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train and watch, live in the terminal (the default).",
        discussion: """
            Press ? on the screen for its keys. Where there is no terminal to draw on, plain lines are printed instead. The run is \
            recorded: groktop runs lists what there is.

            \(PresetTable.text)
            """)

    @OptionGroup var run: RunOptions

    @Option(
        parsing: .unconditional,
        help: "Most steps a second, or unlimited (default: 60, so that grokking can be watched).",
        transform: OptionValue.pace)
    var pace: Pace = .stepsPerSecond(TrainingSettings.watchedPace)

    @Option(
        help: ArgumentHelp(
            "Train nothing, and watch a run that is being recorded by another process.", valueName: "run"))
    var follow: String?

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var screen: ScreenOptions

    func run() async throws {
        if let follow {
            let folder = try RunCatalog(recording.runs.folder).resolve(follow)
            return try await Following.run(folder, screen.settings)
        }
        let host = RunHost(settings: recording.settings(threads: run.threadCount, pace: pace))
        let config = run.config()
        try await ScreenRun.run(host, screen.settings, isNew: true) {
            try await host.open(new: config)
            return nil
        }
    }
}
