internal import ArgumentParser
internal import Console
internal import Foundation
internal import RunEvents
internal import Runs
internal import Sweeps

/// `groktop sweep PLAN`: begins a sweep, or goes on with it.
struct StartSweep: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Begin a sweep, or go on with it.",
        discussion: """
            A plan is a TOML file, options, or both; what is given here comes before the file. Every option of a run \
            that groktop train takes can have several values, with commas between, or as a range of whole numbers: \
            each is then combined with each of all others.

              groktop sweep --task dyck --seeds 1-20 --weight-decay 0,0.5,1 --out DIR
              groktop sweep plan.toml --out DIR

            Each run is a recorded run in DIR/runs. What is at its end is not done again, and what was interrupted is \
            gone on with: after Ctrl-C the same command goes on. A run that fails is tried three times. \
            docs/SWEEPS.md says how a plan is written.
            """)

    @Option(help: ArgumentHelp("The folder of the sweep.", valueName: "dir"))
    var out: String?

    @Flag(
        help: "Say how many runs there are, how long they take here and how much disk; with --slurm, print the script.")
    var dryRun = false

    @OptionGroup var work: SweepWorkOptions
    @OptionGroup var slurm: SlurmSweepOptions

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("A plan's file, and options of a run with their values.", valueName: "plan"))
    var words: [String] = []

    func run() async throws {
        try StandardOutput.check()
        if let first = words.first, SweepFolder(first).isThere {
            let folder = SweepFolder(first)
            if let option = givenOption {
                throw Failure.usage(
                    "\(first) is a sweep that was begun, and takes no \(option); groktop sweep resume \(first) goes on "
                        + "with it, and groktop sweep status \(first) says how it stands")
            }
            guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
                return try SweepStatus.print(folder, json: false)
            }
            return try await ShowSweep.show(folder, ScreenOptions.parse([]).settings)
        }
        try start()
    }

    /// An option that was given beside the folder of a sweep that was begun: each of them is for a beginning.
    private var givenOption: String? {
        let given = [
            ("--out", out != nil), ("--dry-run", dryRun), ("--slurm", slurm.slurm), ("--jobs", work.jobs != nil),
            ("--threads", work.threads != nil),
        ]
        return words.dropFirst().first ?? given.first { $0.1 }?.0
    }

    private func start() throws {
        UserConfiguration.sayRemarks()
        let (plan, file) = try plan()
        guard let out = out ?? plan.out, !out.isEmpty else {
            throw Failure.usage("--out DIR is missing: it names the folder of the sweep")
        }
        let folder = SweepFolder(out)
        var manifest: SweepManifest
        do throws(PlanProblem) {
            manifest = try plan.manifest(
                program: ProgramVersion.current, directory: FileManager.default.currentDirectoryPath,
                read: PlanOptions.read)
        } catch {
            throw error.failure(in: file)
        }
        manifest.usesSlurm = slurm.slurm
        let driver = SweepWork(folder, manifest, work)
        if dryRun { return slurm.slurm ? try driver.printScript() : try driver.printEstimate() }
        if slurm.slurm { try driver.slurm.checkFolder() }
        manifest = try folder.write(manifest)
        let written = SweepWork(folder, manifest, work)
        slurm.slurm ? try written.submit() : try written.here()
    }

    /// The plan, and the file that it comes from.
    private func plan() throws -> (SweepPlan, String?) {
        var (plan, file, rest) = (SweepPlan(), String?.none, words[...])
        if let first = rest.first, !first.hasPrefix("-") {
            file = first
            rest.removeFirst()
            plan = try PlanFile.read(first)
        }
        guard file != nil || !rest.isEmpty else {
            throw Failure.usage("there is no plan; groktop sweep --help says what one is")
        }
        do throws(PlanProblem) {
            try PlanArguments.add(Array(rest), to: &plan)
        } catch {
            throw error.failure(in: nil)
        }
        if plan.command == nil { PlanOptions.addConfigured(to: &plan) }
        try slurm.add(to: &plan.slurm)
        return (plan, file)
    }
}
