internal import Console
internal import Foundation
internal import Reports
internal import RunEvents
internal import Sweeps
internal import TerminalUI

/// What `groktop sweep` does with a sweep, and what it says of it.
struct SweepWork {
    private let folder: SweepFolder
    private let manifest: SweepManifest
    /// How many runs are trained at a time, and the threads of all of them together.
    private let lanes: Int
    private let threads: Int

    /// Seconds that a kind of run is trained for an estimate.
    private static let trialSeconds = 4.0

    /// - Parameter options: how this machine works on the sweep; nil where it does not.
    init(_ folder: SweepFolder, _ manifest: SweepManifest, _ options: SweepWorkOptions? = nil) {
        (self.folder, self.manifest) = (folder, manifest)
        (lanes, threads) = (options?.laneCount ?? 1, options?.threadCount ?? 1)
    }

    private var settings: WorkSettings {
        WorkSettings(
            program: Bundle.main.executablePath ?? CommandLine.arguments[0],
            environment: ProcessInfo.processInfo.environment)
    }

    var slurm: SlurmDriver { SlurmDriver(folder, manifest, settings) }

    private var reader: CellReader { CellReader(folder, manifest, indexFolder: settings.indexFolder) }

    /// How all runs stand: by their folders, and where Slurm works on them by what it says of the others.
    ///
    /// - Throws: `Failure` where Slurm has to be asked, and cannot.
    func statuses() throws -> [CellStatus] { manifest.usesSlurm ? try slurm.statuses(mustAsk: false) : reader.all() }

    // MARK: Here

    /// Works on the sweep until all runs are at their ends, or a signal comes.
    ///
    /// - Throws: `Failure` where a run failed, or the work was stopped.
    func here() throws {
        let stop = SweepStop()
        let interruption = Interruption { stop.stop() }
        defer { interruption.cancel() }
        let driver = LocalDriver(
            folder, manifest, settings, lanes: lanes, threads: threads, stop: stop)
        let statuses = try driver.run()
        try StandardOutput.line(SweepText.counts(statuses))
        let failed = statuses.filter { $0.state == .failed }
        if let first = failed.first {
            let more = failed.count > 1 ? " (and \(failed.count - 1) more: groktop sweep status \(folder.path))" : ""
            throw Failure.run("\(first.cell.name) failed: \(first.reason ?? "for no reason that is known")\(more)")
        }
        guard stop.isStopped else { return }
        guard interruption.signal != nil else {
            throw Failure.temporary("cancelled; groktop sweep resume \(folder.path) goes on from here")
        }
        throw interruption.failure("; the same command goes on from here")
    }

    // MARK: Slurm

    /// Gives to Slurm what is missing, and returns.
    ///
    /// - Throws: `Failure` where Slurm did not take all of it.
    func submit() throws {
        let submission = try slurm.submitMissing()
        guard submission.asked > 0 else {
            return try StandardOutput.line("nothing to submit; groktop sweep status \(folder.path) says how runs stand")
        }
        let arrays = submission.jobs.isEmpty ? "" : ", as \(submission.jobs.joined(separator: ", "))"
        try StandardOutput.line("\(submission.taken) of \(submission.asked) runs submitted\(arrays)")
        if let problem = submission.problem {
            throw Failure.temporary(
                "Slurm did not take the others: \(problem); groktop sweep resume \(folder.path) submits them")
        }
    }

    func printScript() throws {
        let cells = reader.all().filter { !$0.state.isFinal }.map(\.cell)
        guard !cells.isEmpty else { return try StandardOutput.line("all runs are at their ends; none is submitted") }
        try slurm.checkFolder()
        for line in slurm.preview(cells) { try StandardOutput.dataLine(line) }
    }

    // MARK: Estimate

    /// Minutes and seconds; below a minute seconds alone.
    private static func duration(_ seconds: Double) -> String {
        seconds < 59.5 ? "\(NumberText.fixed(seconds, decimals: seconds < 10 ? 1 : 0)) s" : NumberText.elapsed(seconds)
    }

    func printEstimate() throws {
        let open = reader.all().filter { !$0.state.isFinal }.map(\.cell)
        let done = manifest.cells.count - open.count
        try StandardOutput.line("\(manifest.cells.count) runs, \(done) of them done")
        guard !open.isEmpty else { return }
        guard manifest.command == nil else {
            return try StandardOutput.line("how long a program of yours takes, and how much disk, is not known")
        }
        let runs = try open.map { cell in
            let words = manifest.trainingWords(cell.values)
            return (words: words, config: try PlanOptions.read(words).config)
        }
        let lanes = min(lanes, open.count)
        let threads = max(1, threads / lanes)
        let estimate = try SweepEstimate(
            runs, settings, lanes: lanes, threads: threads, secondsPerKind: Self.trialSeconds)
        let endsEarly = runs.contains { $0.config.ending != nil }
        let hasCommands = !manifest.scheduled.isEmpty
        try StandardOutput.line(
            "\(endsEarly ? "at most " : "")\(Self.duration(estimate.seconds)) on this machine, \(lanes) at a time "
                + "with \(threads) \(threads == 1 ? "thread" : "threads") each\(hasCommands ? ", without probes" : "")")
        try StandardOutput.line(
            "\(endsEarly ? "at most " : "")\(ByteText.short(Int(estimate.bytes))) on disk")
        let kinds = estimate.kinds == 1 ? "one run" : "\(estimate.measured) of \(estimate.kinds) kinds of runs"
        try StandardOutput.line("measured by training \(kinds) for \(Int(Self.trialSeconds)) s")
    }
}
