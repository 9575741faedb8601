internal import ArgumentParser
internal import Console
internal import Foundation
internal import Recording
internal import RunEvents
internal import Runs

/// `groktop import`: makes a run of another program's checkpoints.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a run of another program's checkpoints.",
        discussion: """
            A folder of safetensors files whose names end with a step, or of folders that do, with a model.safetensors \
            in each; the steps are equally far apart. That distance is the fine interval, and five of it are N. \
            Without --learning-rate and --weight-decay updates are not split into gradient and decay. The Python \
            package reads .pt files too: groktop.import_checkpoints.

              groktop import checkpoints --learning-rate 1e-3 --weight-decay 1
            """)

    @Argument(help: "The folder of checkpoints.")
    var folder: String

    @Option(help: "What is tracked: attention, all, or a pattern of names (default: attention, or all without any).")
    var track: String?

    @Option(
        parsing: .unconditional, help: "W, updates of a window.", transform: OptionValue.integer(ConfigLimits.window))
    var window = 5

    @Option(
        parsing: .unconditional, help: "η of all steps.", transform: OptionValue.number(ConfigLimits.learningRate))
    var learningRate: Double?

    @Option(parsing: .unconditional, help: "ω of all steps.", transform: OptionValue.weightDecay)
    var weightDecay: Double?

    @Option(help: "What the run is called (default: the folder's name).")
    var name: String?

    @OptionGroup var runs: RunsOption

    func validate() throws {
        if (learningRate == nil) != (weightDecay == nil) {
            throw ValidationError("--learning-rate and --weight-decay go together")
        }
        for case (let option, let text?) in [("--name", name), ("--track", track)] {
            if text.isEmpty { throw ValidationError("\(option) is empty") }
            if text.utf8.count > WatchedRun.longestText {
                throw ValidationError("\(option) is longer than \(WatchedRun.longestText) bytes")
            }
        }
    }

    func run() throws {
        let url = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        let series = try CheckpointSeries(url)
        let decay = learningRate.flatMap { rate in weightDecay.map { (learningRate: rate, weightDecay: $0) } }
        let checkpoints = CheckpointImport(
            series, track: track.map { TrackedTensorChoice($0) } ?? .automatic, window: window, decay: decay,
            name: name ?? url.lastPathComponent)
        let interruption = Interruption {}
        defer { interruption.cancel() }
        let run = try checkpoints.record(in: runs.folder) { step in
            if interruption.signal != nil { throw interruption.failure(" at step \(step)") }
        }
        StandardError.line("groktop: \(series.files.count) checkpoints, recorded as \(run.name)")
    }
}
