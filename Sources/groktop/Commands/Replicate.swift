internal import ArgumentParser
internal import Console
internal import Foundation
internal import Replication
internal import RunEvents
internal import Study
internal import Tasks

/// `groktop replicate`: repeats the published study, and reports what held and what did not.
struct Replicate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replicate the published study: train, probe, and hold every figure against the paper's.",
        discussion: """
            For each task and seed a run with weight decay 1 and one with 0 are trained and recorded in DIR/runs, all \
            probes are run at the author's own steps and before, at, after and long after each run's grokking, and \
            each figure of the paper is judged by equivalence tests with margins that were written down before. With \
            --unselected the seeds are twenty that nothing was chosen for; only these decide. Writes DIR/report.md, \
            DIR/results.json and DIR/report.html, of all runs that are there. What is there already is not done again: \
            after an interruption the same command goes on.
            """)

    /// A task of the study; nil for all but SCAN, whose runs take hours.
    @Option(
        help: "\(Alternatives.text(Self.choices)): what is trained (default: all but scan, whose runs take hours).",
        transform: Self.choice)
    var task = Choice(name: nil)

    struct Choice: Sendable {
        var name: TaskName?
        var text: String { name?.rawValue ?? "all" }
    }

    @Option(
        parsing: .unconditional, help: "Seeds, with commas between (default: 42,137,2024; with --unselected 4 to 23).",
        transform: Self.seeds)
    var seeds: [UInt64]?

    @Option(name: .customLong("out"), help: ArgumentHelp("Where runs, probes and reports go.", valueName: "dir"))
    var out = "replication"

    @Option(
        parsing: .unconditional, help: "Optimizer steps of each run (default: 10,000).",
        transform: OptionValue.integer(ConfigLimits.steps))
    var steps: Int?

    @Option(
        parsing: .unconditional, help: "Threads that compute (default: one a core). They do not change the result.",
        transform: OptionValue.integer(ConfigLimits.threads))
    var threads: Int?

    @Flag(help: "Train seeds that nothing was chosen for, of dyck and modadd; the report's verdicts are of these.")
    var unselected = false

    @Flag(help: "Report on the runs that are there, and train none.")
    var noTrain = false

    @Option(
        help: ArgumentHelp("A JSON list of configurations, in place of tasks, seeds and steps.", visibility: .hidden))
    var configs: String?

    func validate() throws {
        if out.isEmpty { throw ValidationError("--out names no folder") }
        if unselected, seeds == nil, let name = task.name, TaskList.known(name).report.unselectedSeeds.isEmpty {
            throw ValidationError("--unselected: \(name.rawValue) has no such seeds; --seeds names some")
        }
    }

    func run() async throws {
        try StandardOutput.check()
        let stop = ReplicationStop()
        let interruption = Interruption { stop.stop() }
        defer { interruption.cancel() }
        let driver = ReplicationDriver(
            plan: try plan(), folder: ReplicationFolder(path: out),
            threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, command: command,
            trains: noTrain ? .none : .missing, stop: stop)
        defer { driver.progress.clear() }
        guard let results = try await driver.run() else {
            driver.progress.clear()
            throw Failure(
                message: "interrupted; the same command goes on from here",
                exitCode: 128 + (interruption.signal ?? SIGINT))
        }
        driver.progress.clear()
        for line in PlainReport.lines(results) { try StandardOutput.line(line) }
    }

    private func plan() throws(Failure) -> ReplicationPlan {
        let cohort: ReplicationPlan.Cohort = unselected ? .unselected : .published
        guard let configs else {
            return ReplicationPlan(task: task.name, seeds: seeds, steps: steps, cohort: cohort)
        }
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: configs))
            let configs = try JSONDecoder().decode([RunConfig].self, from: data)
            guard configs.allSatisfy({ $0.problem == nil }) else { throw CocoaError(.coderInvalidValue) }
            return ReplicationPlan(configs, cohort: cohort)
        } catch {
            throw .noInput("\(configs): is no list of configurations that can be read")
        }
    }

    /// The command in the report. It names no folders, because others read the report.
    private var command: String {
        var words = ["groktop replicate --task \(task.text)"]
        if unselected { words.append("--unselected") }
        if let seeds { words.append("--seeds \(seeds.map(String.init).joined(separator: ","))") }
        if let steps { words.append("--steps \(steps)") }
        if noTrain { words.append("--no-train") }
        return words.joined(separator: " ")
    }

    private static let choices = TaskList.names.filter(TaskList.studied.contains).map(\.rawValue) + ["all"]

    @Sendable
    private static func choice(_ text: String) throws -> Choice {
        guard choices.contains(text) else {
            throw ValidationError("it must be \(Alternatives.text(choices))")
        }
        return Choice(name: text == "all" ? nil : TaskName(rawValue: text))
    }

    @Sendable
    private static func seeds(_ text: String) throws -> [UInt64] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let seeds = parts.compactMap { UInt64($0) }
        guard seeds.count == parts.count, Set(seeds).count == seeds.count else {
            throw ValidationError("they must be whole numbers from 0 to \(UInt64.max), each once, with commas between")
        }
        return seeds
    }
}
