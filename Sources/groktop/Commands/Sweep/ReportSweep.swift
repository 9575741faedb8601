internal import ArgumentParser
internal import Console
internal import Foundation
internal import Runs
internal import Survey
internal import Sweeps

/// `groktop sweep report`: a sweep as one HTML page.
struct ReportSweep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write a sweep as one HTML page, and its table as CSV beside it.",
        discussion: """
            The page has phase diagrams over every two swept values, survival curves of runs that have not grokked \
            yet, comparisons of conditions, and distributions over seeds, each with intervals and formulas. It needs \
            no network and no other file.
            """)

    @Argument(help: ArgumentHelp("The folder of the sweep.", valueName: "dir"))
    var folder: String

    @Option(
        name: .shortAndLong, help: "The page to write; it ends in .html (default: report.html in the sweep's folder).")
    var output: String?

    func validate() throws {
        if let output, !output.hasSuffix(".html") || output.hasSuffix("/.html") || output == ".html" {
            throw ValidationError("--output must end in .html")
        }
    }

    func run() throws {
        let folder = SweepFolder(folder)
        let survey = try SurveyText.survey(folder)
        let page = output ?? folder.url.appendingPathComponent("report.html", isDirectory: false).path
        let table = page.dropLast("html".count) + "csv"
        try OutputFile.write(SurveyPage(survey).html(version: ProgramVersion.current), to: page)
        try OutputFile.write(SurveyText.csv(survey), to: String(table))
        try StandardOutput.line("\(page) and \(table)")
    }
}
