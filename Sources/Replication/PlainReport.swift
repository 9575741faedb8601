internal import RunEvents

/// The table as it is printed: text in columns.
package enum PlainReport {
    /// The lines of all tasks, without line ends; an empty one follows each task.
    package static func lines(_ results: Results) -> [String] {
        results.tasks.flatMap { task in
            let (seeds, unselected) = (count(task, isUnselected: false), count(task, isUnselected: true))
            let words = [
                "\(seeds) \(seeds == 1 ? "seed" : "seeds")", unselected > 0 ? "\(unselected) not selected" : nil,
            ]
            return ["\(ReportText.title(task.task)), \(words.compactMap(\.self).joined(separator: " and "))"]
                + ReportPart.allCases.flatMap { part(task, $0) }
        }
    }

    private static func count(_ task: TaskResults, isUnselected: Bool) -> Int {
        Set(task.runs.filter { $0.isUnselected == isUnselected }.map(\.seed)).count
    }

    private static func part(_ task: TaskResults, _ part: ReportPart) -> [String] {
        let own = task.rows.filter { $0.part == part }
        return own.isEmpty ? [] : [part.title] + rows(own) + [ReportText.count(own), ""]
    }

    private static func rows(_ rows: [RowResult]) -> [String] {
        let header = ["", "paper", "ours", "not selected", ""]
        let cells = rows.map { row in
            [
                row.quantity, row.paper ?? Summary.unknown, row.text, row.unselected.isEmpty ? "" : row.unselectedText,
                row.verdict == .noClaim ? "" : row.verdict.words,
            ]
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
