internal import RunEvents

/// report.md, which is docs/replication-dyck.md as it stands. Its anchors are stable: `how`, `changes`, `margins`, and
/// of each task `dyck`, `dyck-figures`, `dyck-reading`, `dyck-claims`, `dyck-alignment`, `dyck-classes`, `dyck-windows`,
/// `dyck-calls`, `dyck-lifecycle`, `dyck-runs`.
package enum MarkdownReport {
    /// The whole file.
    package static func text(_ results: Results) -> String {
        var lines = ["# \(ReportText.title)", "", anchor("how"), "## How it was made", ""]
        lines += ReportText.introduction(results).flatMap { [$0, ""] }
        lines += ["## How it is judged", ""] + ReportText.statistics.flatMap { [$0, ""] }
        lines += ["## What holds, and what does not", ""] + results.tasks.flatMap(verdicts)
        lines += [anchor("changes"), "## \(ReportChanges.title)", ""] + ReportChanges.lines.map { "- \($0)" } + [""]
        for task in results.tasks { lines += section(task) }
        let margins = ReportText.margins
        lines += [anchor(margins.id), "## \(margins.title)", "", margins.caption, ""]
        lines += table(margins.header, margins.rows)
        return lines.joined(separator: "\n")
    }

    private static func verdicts(_ task: TaskResults) -> [String] {
        var lines = ["### \(ReportText.title(task.task)): what came out", ""]
        for part in ReportPart.allCases {
            let rows = task.rows.filter { $0.part == part }
            guard !rows.isEmpty else { continue }
            lines += ["*\(part.title)* \(ReportText.count(rows))", ""]
            lines += ReportText.verdicts(rows).map { "- \($0)" } + [""]
        }
        return lines + [
            "*Lifecycle without a test set.* \(task.calls.words) With ω = 1 alone: \(task.decayedCalls.words)", "",
        ]
    }

    private static func section(_ task: TaskResults) -> [String] {
        let (name, keys) = (task.task.rawValue, RunKeys(task))
        var lines = [anchor(name), "## \(ReportText.title(task.task))", ""]
        lines += ReportText.caveats(task.task).map { "- \($0)" } + [""]
        for part in ReportPart.allCases {
            let rows = task.rows.filter { $0.part == part }
            guard !rows.isEmpty else { continue }
            lines += [anchor("\(name)-\(part.rawValue)"), "### \(part.title)", "", part.caption, ""]
            for section in ReportText.sections(rows) {
                lines += ["#### \(section.title)", ""]
                lines += table(
                    ReportText.rowHeader, section.rows.map { ReportText.cells($0, keys) { "**\($0)**" } })
            }
        }
        lines += claims(task)
        for part in task.tables {
            lines +=
                [anchor("\(name)-\(part.id)"), "### \(part.title)", "", part.caption, ""]
                + table(part.header, part.rows)
        }
        lines += [anchor("\(name)-runs"), "### Runs", ""]
        return lines + table(ReportText.runHeader, task.runs.map { ReportText.runCells($0, keys) })
    }

    /// What each row is held to, with the corrected p-values.
    private static func claims(_ task: TaskResults) -> [String] {
        [anchor("\(task.task.rawValue)-claims"), "### Claims", ""]
            + table(
                [
                    "row", "the paper's figure is of", "held to", "p that it holds", "p that it does not",
                    "p of the direction",
                ],
                task.rows.compactMap { row in
                    row.claim.map { claim in
                        [
                            row.quantity, row.place ?? "", claim, p(row.figureEvidence?.agrees),
                            p(row.figureEvidence?.differs), p(row.directionEvidence?.agrees),
                        ]
                    }
                })
    }

    private static func p(_ value: Double?) -> String { value.map { ValueFormat.scientific.text($0) } ?? "" }

    private static func anchor(_ name: String) -> String { "<a id=\"\(name)\"></a>" }

    private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
        func line(_ cells: [String]) -> String {
            "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        return [line(header), "|" + String(repeating: "---|", count: header.count)] + rows.map(line) + [""]
    }
}
