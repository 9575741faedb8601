internal import ArgumentParser

/// `groktop sweep`: trains many runs, here or on a cluster.
struct Sweep: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train many runs, on this machine or on a Slurm cluster.",
        subcommands: [
            StartSweep.self, SweepStatus.self, ResumeSweep.self, CancelSweep.self, SweepTask.self,
        ],
        defaultSubcommand: StartSweep.self)
}
