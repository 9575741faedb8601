internal import ArgumentParser
internal import Console
internal import Foundation
internal import Sweeps

/// `groktop sweep task`: the work of one element of a Slurm array. The script of a batch calls it.
struct SweepTask: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "Work on one run of a batch.", shouldDisplay: false)

    @Argument(help: ArgumentHelp("The folder of the sweep.", valueName: "dir"))
    var folder: String

    @Option(transform: OptionValue.integer(1...Int.max))
    var batch: Int

    @Option(transform: OptionValue.integer(0...Int.max))
    var index: Int

    func run() throws {
        let folder = SweepFolder(folder)
        let manifest = try folder.read()
        let stop = SweepStop()
        let interruption = Interruption { stop.stop() }
        defer { interruption.cancel() }
        let settings = WorkSettings(
            program: Bundle.main.executablePath ?? CommandLine.arguments[0],
            environment: ProcessInfo.processInfo.environment)
        try Sweeps.SlurmTask(folder, manifest, settings, stop).run(batch: batch, index: index)
    }
}
