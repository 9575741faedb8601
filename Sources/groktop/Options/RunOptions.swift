internal import ArgumentParser
internal import Configuration
internal import Foundation
internal import RunEvents
internal import Tasks

/// The options of a run that `watch` and `train` share. Where a value is nil the task's preset counts.
///
/// Each value is checked against `ConfigLimits`. Whether the machine has enough memory for all of them is checked last.
struct RunOptions: ParsableArguments {
    @Option(
        name: .customLong("task"),
        help: "What is learned: \(Alternatives.text(TaskList.names.map(\.rawValue))) (default: dyck).",
        transform: OptionValue.task)
    var givenTask: TaskName?

    @Option(
        help: ArgumentHelp(
            "A run that has a name, in place of a task's preset: "
                + "\(Alternatives.text(RunPreset.chosen.map(\.name))), the run of the first minute.", valueName: "name"),
        transform: OptionValue.preset)
    var preset: RunPreset?

    @Option(
        help: "SCAN's split: \(Alternatives.text(ScanSplit.allCases.map(\.rawValue))).",
        transform: OptionValue.parameter(setBy: "split"))
    var split: TaskParameterValue?

    @Option(
        name: .customLong("p"), parsing: .unconditional,
        help: "p of modular arithmetic, a prime from 2 to 313. Half of its p² pairs are for training.",
        transform: OptionValue.parameter(setBy: "p"))
    var modulus: TaskParameterValue?

    @Option(
        name: .customLong("parameter"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A parameter of the task, as often as it has some\(ParameterOption.list).", valueName: "name=value"),
        transform: ParameterOption.init)
    var parameters: [ParameterOption] = []

    @Option(
        name: .customLong("seed"), parsing: .unconditional,
        help: "Seed of data, initialization and batches (default: 42).",
        transform: OptionValue.seed)
    var givenSeed: UInt64?

    @Option(parsing: .unconditional, help: "Optimizer steps.", transform: OptionValue.integer(ConfigLimits.steps))
    var steps: Int?

    @Option(
        parsing: .unconditional, help: "End the run so many steps after it has grokked.",
        transform: OptionValue.integer(ConfigLimits.step))
    var stopAfterGrokking: Int?

    @Option(
        parsing: .unconditional, help: "End the run at this step where it has not grokked by then.",
        transform: OptionValue.integer(ConfigLimits.steps))
    var giveUpAt: Int?

    @Option(
        name: .customLong("train-size"), parsing: .unconditional, help: "Sequences of the train set.",
        transform: OptionValue.integer(ConfigLimits.sequences))
    var trainSequences: Int?

    @Option(
        name: .customLong("test-size"), parsing: .unconditional,
        help: ArgumentHelp(
            "Sequences of the test set. Of what --train-size leaves, modular arithmetic tests on all, SCAN on at most "
                + "500."),
        transform: OptionValue.integer(ConfigLimits.sequences))
    var testSequences: Int?

    @Option(
        name: .customLong("batch"), parsing: .unconditional,
        help: "Sequences of one step, drawn from the train set with replacement.",
        transform: OptionValue.integer(ConfigLimits.batchSequences))
    var batchSequences: Int?

    @Option(
        parsing: .unconditional, help: "η, the learning rate.", transform: OptionValue.number(ConfigLimits.learningRate)
    )
    var learningRate: Double?

    @Option(
        parsing: .unconditional, help: "ω, the weight decay of AdamW.",
        transform: OptionValue.number(ConfigLimits.weightDecay))
    var weightDecay: Double?

    @Option(
        parsing: .unconditional, help: "How much of the running mean of gradients a step keeps.",
        transform: OptionValue.number(ConfigLimits.beta))
    var beta1: Double?

    @Option(
        parsing: .unconditional, help: "How much of the running mean of squared gradients a step keeps.",
        transform: OptionValue.number(ConfigLimits.beta))
    var beta2: Double?

    @Option(
        parsing: .unconditional, help: "Largest norm of a gradient; a longer one is scaled down to it.",
        transform: OptionValue.number(ConfigLimits.clip))
    var clip: Double?

    @Option(
        name: .customLong("d-model"), parsing: .unconditional, help: "D, the model's width; a multiple of its heads.",
        transform: OptionValue.integer(ConfigLimits.modelWidth))
    var modelWidth: Int?

    @Option(
        parsing: .unconditional, help: "Layers; SCAN's decoder has as many again.",
        transform: OptionValue.integer(ConfigLimits.layers))
    var layers: Int?

    @Option(
        parsing: .unconditional, help: "Attention heads of a layer.", transform: OptionValue.integer(ConfigLimits.heads)
    )
    var heads: Int?

    @Option(
        name: .customLong("ff"), parsing: .unconditional, help: "F, the width of a layer's feed-forward part.",
        transform: OptionValue.integer(ConfigLimits.feedForwardWidth))
    var feedForwardWidth: Int?

    @Option(
        parsing: .unconditional, help: "N, steps of one update; a multiple of 5, as fine updates are a fifth of it.",
        transform: OptionValue.integer(ConfigLimits.interval))
    var interval: Int?

    @Option(
        parsing: .unconditional, help: "W, updates in a window.", transform: OptionValue.integer(ConfigLimits.window))
    var window: Int?

    @Option(
        help: "Parameters whose updates are followed: attention or all (default: attention).",
        transform: OptionValue.choice(TrackedParameters.self))
    var tracked: TrackedParameters = .attention

    @Option(
        parsing: .unconditional,
        help: "Train sequences that the gap flow's curvatures are measured on; 0 for no gap flow.",
        transform: OptionValue.integer(0...ConfigLimits.sequences.upperBound))
    var curvatureSize: Int?

    @Option(
        parsing: .unconditional,
        help: "Intervals between two measurements of functional R², and of a sum's progress; 0 for none.",
        transform: OptionValue.integer(ConfigLimits.responseIntervals))
    var responseEvery: Int?

    @Option(
        parsing: .unconditional, help: "Steps between two evaluations.",
        transform: OptionValue.integer(ConfigLimits.steps))
    var evalEvery: Int?

    @Option(
        help: ArgumentHelp(
            "Test sequences of an evaluation: part (of dyck the first 1,000, of the others all; markers and the end "
                + "use all "
                + "of dyck's as well) or full (default: part)."),
        transform: OptionValue.choice(EvaluationExtent.self))
    var evaluate: EvaluationExtent = .part

    @Option(
        parsing: .unconditional,
        help: "Parts of a batch, each computed on one thread. Another number gives other bits.",
        transform: OptionValue.integer(ConfigLimits.shards))
    var shards: Int?

    @Option(
        parsing: .unconditional, help: "Threads that compute (default: one a core). They do not change the result.",
        transform: OptionValue.integer(ConfigLimits.threads))
    var threads: Int?

    enum EvaluationExtent: String, CaseIterable, Sendable {
        case part, full
    }

    func validate() throws { try check() }

    /// What is learned: as given, as configured, or Dyck-1.
    var task: TaskName {
        givenTask ?? preset?.config.task ?? UserConfiguration.configuration.run.task ?? RunDefaults.task
    }

    var threadCount: Int {
        threads ?? UserConfiguration.configuration.run.threads ?? ProcessInfo.processInfo.activeProcessorCount
    }
}
