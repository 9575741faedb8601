internal import ArgumentParser

/// `groktop sweep`: trains many runs, here or on a cluster.
struct Sweep: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train many runs, on this machine or on a Slurm cluster.",
        discussion: """
            A plan is a TOML file, options of a run with several values each, or both:

              groktop sweep --task dyck --seeds 1-20 --weight-decay 0,0.5,1 --out DIR
              groktop sweep plan.toml --out DIR --slurm

            groktop sweep start --help lists all options; the word start can be left out. groktop sweep DIR shows a \
            sweep that was begun.
            """,
        subcommands: [
            StartSweep.self, SweepStatus.self, ResumeSweep.self, CancelSweep.self, ShowSweep.self, ExportSweep.self,
            ReportSweep.self, SweepTask.self,
        ],
        defaultSubcommand: StartSweep.self)
}
