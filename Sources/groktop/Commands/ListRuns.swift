internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import Reports

/// `groktop runs`: lists all recorded runs.
struct ListRuns: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List the recorded runs, newest first.")

    @OptionGroup var runs: RunsOption

    @Flag(help: "Print one JSON object a run.")
    var json = false

    func run() throws {
        let entries = Array(try runs.catalog.listing().reversed())
        if json {
            for entry in entries { try StandardOutput.dataLine(RunListing.json(entry)) }
            return
        }
        if entries.isEmpty {
            StandardError.line("groktop: no runs in \(runs.folder.path)")
            return
        }
        for line in RunListing.table(entries) { try StandardOutput.line(line) }
    }
}
