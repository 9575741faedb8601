internal import ArgumentParser
internal import Console
internal import Sweeps

/// `groktop sweep cancel`: stops a sweep.
struct CancelSweep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Stop a sweep: its runs keep their checkpoints, and resume goes on.")

    @Argument(help: ArgumentHelp("The folder of the sweep.", valueName: "dir"))
    var folder: String

    func run() throws {
        let folder = SweepFolder(folder)
        let manifest = try folder.read()
        if manifest.usesSlurm {
            let jobs = try SweepWork(folder, manifest).slurm.cancel()
            try StandardOutput.line("\(jobs) \(jobs == 1 ? "job" : "jobs") of Slurm cancelled")
        }
        guard try folder.cancel(manifest) else {
            if !manifest.usesSlurm { try StandardOutput.line("nobody works on \(folder.path)") }
            return
        }
        if !manifest.usesSlurm { try StandardOutput.line("the work on \(folder.path) was asked to stop") }
    }
}
