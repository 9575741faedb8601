internal import Foundation
internal import RunEvents
internal import Tasks

/// The table of presets in help texts. It is made from the presets, and tasks with equal presets share a column.
enum PresetTable {
    static var text: String {
        let columns = columns
        let lines =
            [line("", columns.map(\.title))] + parameterRows.map { row in line(row.option, columns.map(row.value)) }
            + rows.map { row in line(row.option, columns.map { row.value($0.preset) }) }
        return "What is not asked for is the task's preset, after the published runs:\n\n"
            + lines.joined(separator: "\n")
    }

    private struct Column {
        var names: [String]
        var preset: RunConfig
        var parameters: [TaskParameter]

        /// The task's name, or the common beginning of several names: `mod…`.
        var title: String {
            guard names.count > 1, let first = names.first else { return names.first ?? "" }
            return names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) } + "…"
        }
    }

    private static var columns: [Column] {
        TaskList.all.reduce(into: []) { columns, task in
            var preset = task.preset
            preset.task = ""
            if let index = columns.firstIndex(where: { $0.preset == preset }) {
                columns[index].names.append(task.name.rawValue)
            } else {
                columns.append(Column(names: [task.name.rawValue], preset: preset, parameters: task.parameters))
            }
        }
    }

    /// One row for each parameter of a task, in the order in which the tasks name them.
    private static var parameterRows: [(option: String, value: (Column) -> String)] {
        let parameters = columns.flatMap(\.parameters).reduce(into: [TaskParameter]()) { found, parameter in
            if !found.contains(where: { $0.name == parameter.name }) { found.append(parameter) }
        }
        return parameters.map { parameter in
            (
                parameter.option.map { "--\($0)" } ?? "--parameter \(parameter.name)",
                { column in
                    let known = column.parameters.contains { $0.name == parameter.name }
                    return known ? column.preset.data.parameters[parameter.name]?.description ?? "–" : "–"
                }
            )
        }
    }

    private static let rows: [(option: String, value: @Sendable (RunConfig) -> String)] = [
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
