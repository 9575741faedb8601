internal import ArgumentParser
internal import Console
internal import Sweeps

/// `groktop sweep status`: says how the runs of a sweep stand.
struct SweepStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say how the runs of a sweep stand.",
        discussion: """
            The run folders tell; where Slurm works on the sweep it is asked about the others, at most twice a minute. \
            A run is pending, queued (by Slurm), running, interrupted, done, diverged (a quantity was no finite number \
            any more), failed, lost (Slurm knows nothing of its job) or unknown (Slurm does not answer).
            """)

    @Argument(help: ArgumentHelp("The folder of the sweep.", valueName: "dir"))
    var folder: String

    @Flag(help: "Print one JSON object a run.")
    var json = false

    func run() throws { try Self.print(SweepFolder(folder), json: json) }

    static func print(_ folder: SweepFolder, json: Bool) throws {
        let manifest = try folder.read()
        let statuses = try SweepWork(folder, manifest).statuses()
        if json {
            for status in statuses { try StandardOutput.dataLine(status.json) }
            return
        }
        for line in SweepText.lines(statuses, axes: manifest.axes) { try StandardOutput.line(line) }
        try StandardOutput.line(SweepText.counts(statuses))
    }
}
