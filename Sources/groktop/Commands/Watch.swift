internal import ArgumentParser
internal import Console
internal import LiveScreen
internal import Recording
internal import Reports
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
    var pace: PaceLimit?

    @Option(
        help: ArgumentHelp(
            "Train nothing, and watch a run that is being recorded by another process, or with - the events on "
                + "standard input.",
            valueName: "run"))
    var follow: String?

    @Argument(help: ArgumentHelp("-, for the events on standard input, as --follow - takes them.", valueName: "-"))
    var stream: String?

    @Option(
        help:
            "With --follow: print the run's events, and then those that come, in place of the screen: ndjson or text.",
        transform: OptionValue.choice(EventFormat.self))
    var format: EventFormat?

    @OptionGroup var recording: RecordingOptions
    @OptionGroup var alerts: AlertOptions
    @OptionGroup var screen: ScreenOptions

    func validate() throws {
        if let stream, stream != "-" {
            throw ValidationError("'\(stream)' is not accepted; it must be -, for standard input")
        }
        if stream != nil, follow != nil { throw ValidationError("- and --follow name two sources; one is accepted") }
        if format != nil, follow == nil || follow == "-" {
            throw ValidationError("--format goes with --follow RUN only")
        }
    }

    func run() async throws {
        if let source = follow ?? stream { return try await watch(source) }
        var settings = recording.settings(threads: run.threadCount, pace: pace ?? .onScreen)
        settings.alerts = alerts.all
        let host = RunHost(settings: settings)
        let config = run.config()
        try await ScreenRun.run(host, screen.settings, isNew: true) {
            try await host.open(new: config)
            return nil
        }
    }

    /// Watches a run that another process trains: a recording that grows or, with `-`, a stream of events.
    private func watch(_ name: String) async throws {
        let host = RunHost(settings: .configured(reading: recording.runs.folder, alerts: alerts.all))
        // A source that cannot be read is refused before the screen is touched.
        if name == "-" {
            guard let stream = StandardInput.takeStream() else {
                throw Failure.usage("--follow - reads events from standard input, which is a terminal or is closed")
            }
            let source = await host.open(stream: StreamSource(descriptor: stream))
            return try await ScreenRun.show(
                host, screen.settings, source, otherwise: "without one, the stream itself is what there is to read")
        }
        let folder = try recording.runs.catalog.resolve(name)
        if let format { return try await FollowedLines.print(RunReader(folder), format: format) }
        let source = try await host.open(growing: folder)
        try await ScreenRun.show(
            host, screen.settings, source, otherwise: "groktop export \(folder.name) prints a recording")
    }
}
