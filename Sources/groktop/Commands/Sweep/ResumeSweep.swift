internal import ArgumentParser
internal import Console
internal import Sweeps

/// `groktop sweep resume`: goes on with a sweep.
struct ResumeSweep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Go on with a sweep where it was begun: here, or on Slurm.",
        discussion: """
            Here, what is not at its end is trained. On Slurm, what is missing or has failed is submitted, and nothing \
            that is in the queue.
            """)

    @Argument(help: ArgumentHelp("The folder of the sweep.", valueName: "dir"))
    var folder: String

    @Flag(help: "Train on this machine what was given to Slurm.")
    var here = false

    @OptionGroup var work: SweepWorkOptions

    func run() throws {
        try StandardOutput.check()
        let folder = SweepFolder(folder)
        let manifest = try folder.read()
        let work = SweepWork(folder, manifest, work)
        manifest.usesSlurm && !here ? try work.submit() : try work.here()
    }
}
