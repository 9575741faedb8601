internal import RunEvents
internal import Sweeps
internal import TerminalUI

/// How runs of a sweep stand, in words.
enum SweepText {
    /// How many runs are in each state: `64 runs: 60 done, 3 running, 1 failed`.
    static func counts(_ statuses: [CellStatus]) -> String {
        let order: [CellStatus.State] = [
            .done, .diverged, .running, .queued, .interrupted, .pending, .failed, .lost, .unknown,
        ]
        let parts = order.compactMap { state -> String? in
            let count = statuses.count { $0.state == state }
            return count > 0 ? "\(count) \(state.rawValue)" : nil
        }
        let runs = statuses.count == 1 ? "1 run" : "\(statuses.count) runs"
        return parts.isEmpty ? runs : "\(runs): \(parts.joined(separator: ", "))"
    }

    /// A line a run: state, step, values and reason.
    static func lines(_ statuses: [CellStatus], axes: [String]) -> [String] {
        let rows = statuses.map { status in
            [
                status.cell.name, status.state.rawValue,
                status.steps.map { "\(status.step)/\($0)" } ?? (status.step > 0 ? "\(status.step)" : "–"),
                status.grokkedAt.map { "\($0)" } ?? "–",
            ] + axes.map { PrintableText.line(status.cell.values[$0] ?? "–") } + [status.reason ?? ""]
        }
        let table = [["run", "state", "steps", "grokked"] + axes + [""]] + rows
        let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in
            let cells = zip(row, widths).map { text, width in text + String(repeating: " ", count: width - text.count) }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }
}
