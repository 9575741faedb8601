internal import ArgumentParser
internal import Sweeps

/// The options that give a sweep to Slurm.
struct SlurmSweepOptions: ParsableArguments {
    @Flag(help: "Submit the runs to Slurm, and return.")
    var slurm = false

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("With --slurm: an option of sbatch, as often as needed.", valueName: "option"))
    var sbatch: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "With --slurm: a line of shell before each run, such as 'module load gcc'; as often as needed.",
            valueName: "line"))
    var setup: [String] = []

    @Option(
        parsing: .unconditional, help: "With --slurm: the most runs at a time.",
        transform: OptionValue.integer(SlurmOptions.limits))
    var limit: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "With --slurm: seconds before the time limit at which a run makes a checkpoint and goes back to the queue "
                + "(default: \(SlurmOptions.usualSignal)).", valueName: "seconds"),
        transform: OptionValue.integer(SlurmOptions.signals))
    var signal: Int?

    @Flag(help: "With --slurm: take a folder that only this machine may see.")
    var anyFolder = false

    func validate() throws {
        let given = [
            ("--sbatch", !sbatch.isEmpty), ("--setup", !setup.isEmpty), ("--limit", limit != nil),
            ("--signal", signal != nil), ("--any-folder", anyFolder),
        ]
        if !slurm, let option = given.first(where: \.1)?.0 { throw ValidationError("\(option) goes with --slurm only") }
        var options = SlurmOptions()
        options.sbatch = sbatch
        if let problem = options.problem { throw ValidationError("--sbatch \(problem)") }
    }

    /// Adds what was given to what a plan says.
    func add(to options: inout SlurmOptions) throws {
        options.sbatch += sbatch
        options.setup += setup
        options.limit = limit ?? options.limit
        options.signalSeconds = signal ?? options.signalSeconds
        options.takesAnyFolder = anyFolder || options.takesAnyFolder
    }
}
