internal import ArgumentParser
internal import NcursesTerminal
internal import RunEvents
internal import TerminalUI
internal import Training

/// The live dashboard.
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train and watch, live in the terminal (the default).",
        discussion: """
            Press ? on the screen for its keys. Where there is no terminal to draw on, plain lines are printed instead.

            \(PresetTable.text)
            """)

    @OptionGroup var run: RunOptions

    @Option(
        parsing: .unconditional, help: "Most steps a second, or unlimited (default: 60, so that grokking can be watched).",
        transform: OptionValue.pace)
    var pace: Pace = .stepsPerSecond(60)

    @Option(help: ArgumentHelp("Colours: the name of a theme, or a file in btop's format.", valueName: "name|file"))
    var theme: String?

    @Option(
        help: "What curves are drawn with: braille, block or ascii (default: what the terminal can show).",
        transform: OptionValue.choice(Symbols.self))
    var symbols: Symbols?

    func run() async throws {
        let themes = try ThemeFiles.load(theme)
        let trainer = try RunAssembly.trainer(
            run.config(),
            TrainerOptions(
                threads: run.threadCount, pace: pace.stepsPerSecond, version: Groktop.version))
        do {
            try await watch(trainer, themes)
        } catch let reason as TerminalError {
            StandardError.line("groktop: \(reason); printing plain lines instead")
            try await EventLines.print(trainer, format: .text)
        }
    }

    /// - Throws: `TerminalError` where there is no screen; the run has not begun then. `Failure` where the run went wrong.
    private func watch(_ trainer: Trainer, _ themes: [Theme]) async throws {
        let mailbox = EventMailbox()
        let loop = DashboardLoop(themes: themes, symbols: symbols, mailbox: mailbox) { trainer.commands.send($0) }
        try await loop.runOnOwnThread {
            Task { await trainer.run() }
            Task {
                for await event in trainer.events { mailbox.put(event) }
            }
        }
        if let finished = mailbox.finished, let failure = Failure(finished) { throw failure }
    }
}
