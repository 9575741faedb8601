package import RunEvents
package import Runs
internal import TerminalUI

/// The text of an intervention, with its forks side by side.
package enum InterventionText {
    /// The steps and each fork's test accuracy, in one line.
    package static func summary(_ record: InterventionRecord) -> String {
        let ends = record.branches.map { "ω \(NumberText.short($0.weightDecay)) \(decimals($0.testAccuracy))" }
        return "intervene  \(NumberText.grouped(record.steps)) steps on, test accuracy at "
            + ends.joined(separator: "   ")
    }

    /// A title, a table with one row for each fork, and a line about the measurements in its columns.
    package static func lines(_ record: InterventionRecord, of run: String) -> [String] {
        let optimizer = record.freshOptimizer ? ", each with a fresh optimizer" : ""
        let title =
            "intervene of \(run) at step \(NumberText.grouped(record.step)): \(NumberText.grouped(record.steps)) steps "
            + "on\(optimizer)"
        let header = [
            "ω", "test accuracy", "linear R²", "MLP R²", "linear R², normed", "attention entropy", "‖θ‖", "run",
        ]
        let rows = record.branches.map { branch in
            [
                NumberText.short(branch.weightDecay), decimals(branch.testAccuracy), decimals(branch.linearR2),
                decimals(branch.mlpR2), decimals(branch.normedLinearR2), decimals(branch.attentionEntropy),
                NumberText.length(branch.parameterNorm),
                branch.run.name,
            ]
        }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        let table = ([header] + rows).map { row in
            "  "
                + zip(row, widths).enumerated().map { column, cell in
                    column == row.count - 1 ? cell.0 : NumberText.right(cell.0, width: cell.1)
                }.joined(separator: "  ")
        }
        let footer =
            "  R² of the \(record.coordinate.name), from the last residual stream (normed: after the final LayerNorm), "
            + "on \(NumberText.grouped(record.sequences)) test sequences; entropy by position"
        return [title] + table + [footer]
    }

    /// The progress of all forks in one line, with the time that is left where it is known.
    package static func line(_ progress: InterventionProgress) -> String {
        let steps = progress.stepsDone + progress.stepsLeft
        let done = NumberText.right(NumberText.grouped(progress.stepsDone), width: NumberText.grouped(steps).count)
        let left = progress.secondsLeft.map { ", \(NumberText.elapsed($0)) left" } ?? ""
        return "intervening: step \(done) of \(NumberText.grouped(steps)) of all forks\(left)"
    }

    private static func decimals(_ value: Double?) -> String {
        value.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.unknown
    }
}
