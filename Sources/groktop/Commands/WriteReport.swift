internal import ArgumentParser
internal import Console
internal import Recording
internal import Reports
internal import Runs

/// `groktop report`: a recorded run as one HTML page.
struct WriteReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a recorded run as one HTML page: curves, classes, ledger, probes, events.",
        discussion: """
            The page needs no network and no other file. The pointer, or the arrow keys, read every curve at a step.
            """)

    @OptionGroup var run: RunArgument

    @Option(name: .shortAndLong, help: "The file to write (default: standard output).")
    var output: String?

    func validate() throws {
        if output?.isEmpty == true { throw ValidationError("--output names no file") }
    }

    func run() async throws {
        let page = try RunPage(run.reader()).html(version: ProgramVersion.current)
        guard let output else { return try StandardOutput.write(page) }
        try OutputFile.write(page, to: output)
    }
}
