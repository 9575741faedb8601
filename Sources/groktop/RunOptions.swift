internal import ArgumentParser
internal import Foundation
internal import RunEvents
internal import Tasks

/// The options of a run that `watch` and `train` share.
struct RunOptions: ParsableArguments {
    @Option(help: "What is learned: \(TaskName.allCases.map(\.rawValue).joined(separator: ", ")).",
        transform: OptionValue.choice(TaskName.self))
    var task: TaskName = .dyck

    @Option(parsing: .unconditional, help: "Seed of data, initialization and batches.", transform: OptionValue.seed)
    var seed: UInt64 = 42

    @Option(parsing: .unconditional, help: "Optimizer steps (default: 10000 for dyck).", transform: OptionValue.integer(1...1_000_000_000))
    var steps: Int?

    @Option(parsing: .unconditional, help: "ω, the weight decay of AdamW (default: 1).", transform: OptionValue.number(0...1_000))
    var weightDecay: Double?

    @Option(parsing: .unconditional, help: "η (default: 0.001 for dyck).", transform: OptionValue.number(1e-12...10))
    var learningRate: Double?

    @Option(
        parsing: .unconditional, help: "N, steps of one update; a multiple of 5, as fine updates are a fifth of it (default: 100).",
        transform: OptionValue.integer(5...1_000_000))
    var interval: Int?

    @Option(parsing: .unconditional, help: "W, updates in a window (default: 5).", transform: OptionValue.integer(2...64))
    var window: Int?

    @Option(help: "Parameters whose updates are followed: attention or all.",
        transform: OptionValue.choice(TrackedParameters.self))
    var tracked: TrackedParameters = .attention

    @Option(
        help: "Test sequences of an evaluation: part (the first 1,000; markers and the end use all) or full.",
        transform: OptionValue.choice(EvaluationExtent.self))
    var evaluate: EvaluationExtent = .part

    @Option(parsing: .unconditional, help: "Threads that compute (default: one a core). They do not change the result.",
        transform: OptionValue.integer(1...256))
    var threads: Int?

    enum EvaluationExtent: String, CaseIterable, Sendable {
        case part, full
    }

    func validate() throws {
        if let interval, interval % SpectrumConfig.fineDivisor != 0 {
            throw ValidationError(
                "The value '\(interval)' is invalid for '--interval <interval>': accepted is a multiple of "
                    + "\(SpectrumConfig.fineDivisor)")
        }
    }

    /// The task's preset with what was asked for in its place.
    func config() -> RunConfig {
        var config = TaskPreset.config(for: task)
        config.seed = seed
        if let steps { config.steps = steps }
        if let weightDecay { config.optimizer.weightDecay = weightDecay }
        if let learningRate { config.optimizer.learningRate = learningRate }
        if let interval { config.spectrum.interval = interval }
        if let window { config.spectrum.window = window }
        config.spectrum.tracked = tracked
        return config
    }

    var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}
