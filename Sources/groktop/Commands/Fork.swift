internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import RunEvents
internal import Runs

/// `groktop fork`: begins a new run from a step of a recorded one.
struct Fork: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Begin a new run from a step of a recorded one.",
        discussion: """
            The new run begins with the events of its parent, which is not changed, and has its bits up to the step: \
            what lies between the nearest checkpoint and the step is derived again first.

              groktop fork @ --at 1000 --weight-decay 0
            """)

    @OptionGroup var run: RunArgument

    @Option(
        name: .customLong("at"), parsing: .unconditional, help: "The step to leave the parent at.",
        transform: OptionValue.integer(ConfigLimits.step))
    var step: Int

    @Option(
        parsing: .unconditional, help: "ω from there on (default: the parent's).", transform: OptionValue.weightDecay)
    var weightDecay: Double?

    @Flag(help: "Adam begins anew there: no moments, and the first step of its bias correction.")
    var freshOptimizer = false

    @Option(
        parsing: .unconditional, help: "Optimizer steps of the whole run (default: the parent's).",
        transform: OptionValue.steps)
    var steps: Int?

    @Flag(help: "Only make the run; resume trains it.")
    var noTrain = false

    @OptionGroup var training: TrainingOptions

    func run() async throws {
        let reader = try RunReader(run.folder())
        let plan = ForkPlan(
            step: step, weightDecay: weightDecay.map { .value($0) }, freshOptimizer: freshOptimizer, steps: steps)
        let (runs, step) = (run.runs.folder, step)
        try plan.check(reader)
        let make: @Sendable () throws -> (folder: RunFolder, line: String) = {
            let folder = try plan.make(from: reader, in: runs)
            return (folder, "\(folder.name) leaves \(reader.folder.name) at step \(step)")
        }
        guard noTrain else { return try await RecordedTraining.run(training, runs, making: make) }
        StandardError.line("groktop: \(try make().line)")
    }
}
