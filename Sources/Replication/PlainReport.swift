internal import RunEvents

/// The table as it is printed: text in columns.
package enum PlainReport {
    /// The lines of all tasks, without line ends; an empty one follows each task.
    package static func lines(_ results: Results) -> [String] {
        results.tasks.flatMap { task in
            let seeds = Set(task.runs.map(\.seed)).count
            return ["\(ReportText.title(task.task)), \(seeds) \(seeds == 1 ? "seed" : "seeds")"] + rows(task)
                + [ReportText.count(task.rows), ""]
        }
    }

    private static func rows(_ task: TaskResults) -> [String] {
        let header = ["", "paper", "ours", ""]
        let cells = task.rows.map { row in
            [row.quantity, row.paper ?? Summary.unknown, row.text, row.verdict == .noClaim ? "" : row.verdict.words]
        }
        let widths = header.indices.map { column in ([header] + cells).map { width($0[column]) }.max() ?? 0 }
        return ([header] + cells).map { line in
            let padded = line.indices.map { line[$0] + String(repeating: " ", count: widths[$0] - width(line[$0])) }
            return "  " + trimmed(padded.joined(separator: "  "))
        }
    }

    /// Columns on a terminal: none of the signs in use is wide.
    private static func width(_ text: String) -> Int { text.count }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
