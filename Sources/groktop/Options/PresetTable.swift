internal import Foundation
internal import RunEvents
internal import Tasks

/// The presets as help texts show them, made of the presets themselves. The modular tasks share one.
enum PresetTable {
    static var text: String {
        let columns = [("dyck", TaskName.dyck), ("scan", .scan), ("mod…", .modadd)]
        let configs = columns.map { TaskPreset.config(for: $0.1) }
        let lines = [line("", columns.map(\.0))] + rows.map { line($0.option, configs.map($0.value)) }
        return "What is not asked for is the task's preset, after the published runs:\n\n"
            + lines.joined(separator: "\n")
    }

    private static let rows: [(option: String, value: @Sendable (RunConfig) -> String)] = [
        ("--split", { $0.data.split?.rawValue ?? "–" }),
        ("--p", { $0.data.modulus.map(String.init) ?? "–" }),
        ("--steps", { String($0.steps) }),
        ("--train-size", { String($0.data.trainSequences) }),
        ("--test-size", { String($0.data.testSequences) }),
        ("--batch", { String($0.data.batchSequences) }),
        ("--learning-rate", { number($0.optimizer.learningRate) }),
        ("--weight-decay", { number($0.optimizer.weightDecay) }),
        ("--beta1", { number($0.optimizer.beta1) }),
        ("--beta2", { number($0.optimizer.beta2) }),
        ("--clip", { number($0.optimizer.clip) }),
        ("--d-model", { String($0.model.modelWidth) }),
        ("--layers", { String($0.model.layers) }),
        ("--heads", { String($0.model.heads) }),
        ("--ff", { String($0.model.feedForwardWidth) }),
        ("--interval", { String($0.spectrum.interval) }),
        ("--window", { String($0.spectrum.window) }),
        ("--curvature-size", { measured($0, \.curvatureSequences) }),
        ("--response-every", { measured($0, \.responseIntervals) }),
        ("--eval-every", { String($0.evaluation.interval) }),
        ("--shards", { String($0.shards) }),
    ]

    private static func line(_ option: String, _ values: [String]) -> String {
        "  " + padded(option, to: 19) + values.dropLast().map { padded($0, to: 8) }.joined() + (values.last ?? "")
    }

    private static func measured(_ config: RunConfig, _ figure: (EdgeMeasurements) -> Int) -> String {
        config.spectrum.measurements.map { String(figure($0)) } ?? "–"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func number(_ value: Double) -> String { String(format: "%g", value) }
}
