internal import ArgumentParser
internal import Console
internal import LiveScreen
internal import Recording
internal import RunEvents
internal import Runs

/// `groktop watch`: trains a run on the live dashboard.
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train and watch, live in the terminal (the default).",
        discussion: """
            Press ? on the screen for its keys. Where there is no terminal to draw on, plain lines are printed \
            instead. The run is recorded: groktop runs lists what there is.

            \(PresetTable.text)
            """)

    @OptionGroup var run: RunOptions

    @Option(
        parsing: .unconditional,
        help: "Most steps a second, or unlimited (default: 60, so that grokking can be watched).",
        transform: OptionValue.pace)
    var pace: PaceLimit = .stepsPerSecond(TrainingSettings.watchedPace)

    @Option(
        help: ArgumentHelp(
            "Train nothing, and watch a run that is being recorded by another process, or with - the events on "
                + "standard input.",
            valueName: "run"))
    var follow: String?

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var screen: ScreenOptions

    func run() async throws {
        if let follow { return try await watch(follow) }
        let host = RunHost(settings: recording.settings(threads: run.threadCount, pace: pace))
        let config = run.config()
        try await ScreenRun.run(host, screen.settings, isNew: true) {
            try await host.open(new: config)
            return nil
        }
    }

    /// Watches a run that another process trains: a recording that grows or, with `-`, a stream of events.
    private func watch(_ name: String) async throws {
        let host = RunHost(settings: .reading(recording.runs.folder))
        // A source that cannot be read is refused before the screen is touched.
        if name == "-" {
            guard let stream = StandardInput.takeStream() else {
                throw Failure.usage("--follow - reads events from standard input, which is a terminal or is closed")
            }
            let source = await host.open(stream: StreamSource(descriptor: stream))
            return try await ScreenRun.show(
                host, screen.settings, source, otherwise: "without one, the stream itself is what there is to read")
        }
        let folder = try RunCatalog(recording.runs.folder).resolve(name)
        let source = try await host.open(growing: folder)
        try await ScreenRun.show(
            host, screen.settings, source, otherwise: "groktop export \(folder.name) prints a recording")
    }
}
