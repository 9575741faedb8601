internal import ArgumentParser
internal import Recording
internal import RunEvents
internal import Runs

/// The options that say how a run is recorded.
struct RecordingOptions: ParsableArguments {
    @OptionGroup var runs: RunsOption

    @Flag(help: "Record nothing.")
    var noRecord = false

    @Flag(help: "Take no commands from other processes: the run can only be watched.")
    var noCommands = false

    @Option(
        name: .customLong("name"),
        help: "What the run's folder is called (default: day, task, seed and the run's own digits).",
        transform: OptionValue.folderName)
    var folderName: String?

    @OptionGroup var checkpoints: CheckpointOptions

    func validate() throws {
        if noRecord, folderName != nil { throw ValidationError("--name needs a recorded run; --no-record makes none") }
    }

    func settings(threads: Int, pace: PaceLimit) -> TrainingSettings {
        var settings = TrainingSettings(
            threads: threads, pace: pace.stepsPerSecond, runsFolder: noRecord ? nil : runs.folder,
            checkpointEvery: checkpoints.every, budget: checkpoints.budget)
        settings.takesCommands = !noCommands
        settings.folderName = folderName
        return settings
    }
}

/// The options that say when checkpoints are made and how much space they may take.
struct CheckpointOptions: ParsableArguments {
    @Option(
        name: .customLong("checkpoint-every"), parsing: .unconditional,
        help: "Intervals between two checkpoints (default: 10; 1 for scan). Marks have one of their own.",
        transform: OptionValue.integer(ConfigLimits.checkpointIntervals))
    var every: Int?

    @Option(
        name: .customLong("checkpoint-budget"), parsing: .unconditional,
        help: "MiB that a run's checkpoints may take. The newest, and those at marks, are kept whatever they take.",
        transform: OptionValue.integer(ConfigLimits.checkpointMebibytes))
    var mebibytes = 256

    var budget: CheckpointBudget { CheckpointBudget(bytes: mebibytes << 20) }
}
