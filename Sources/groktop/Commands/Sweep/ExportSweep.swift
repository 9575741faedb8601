internal import ArgumentParser
internal import Console
internal import Reports
internal import Survey
internal import Sweeps

/// `groktop sweep export`: the runs of a sweep as one table.
struct ExportSweep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Print the runs of a sweep as CSV, one row a run.",
        discussion: """
            A column for each value that differs from run to run, then state, steps, when the run memorized and \
            grokked, the lifecycle call and its lead, accuracies, the class of the edge, gap, norm, ablation, digest. \
            docs/SWEEPS.md explains every column, and has examples for pandas and DuckDB.
            """)

    @Argument(help: ArgumentHelp("The folder of the sweep.", valueName: "dir"))
    var folder: String

    @Option(name: .shortAndLong, help: "The file to write (default: standard output).")
    var output: String?

    func validate() throws {
        if output?.isEmpty == true { throw ValidationError("--output names no file") }
    }

    func run() throws {
        let text = try SurveyText.csv(SurveyText.survey(SweepFolder(folder)))
        guard let output else { return try StandardOutput.write(text) }
        try OutputFile.write(text, to: output)
    }
}
