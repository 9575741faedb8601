internal import RunEvents

/// report.md. Its anchors are stable: `how`, and of each task `dyck`, `dyck-runs`, `dyck-table`, `dyck-rules`,
/// `dyck-classes`, `dyck-windows`, `dyck-lifecycle`.
package enum MarkdownReport {
    /// The whole file.
    package static func text(_ results: Results) -> String {
        var lines = ["# \(ReportText.title)", "", anchor("how"), "## How it was made", ""]
        lines += ReportText.introduction(results).flatMap { [$0, ""] }
        for task in results.tasks { lines += section(task) }
        return lines.joined(separator: "\n")
    }

    private static func section(_ task: TaskResults) -> [String] {
        let (name, keys) = (task.task.rawValue, RunKeys(task))
        var lines = [anchor(name), "## \(ReportText.title(task.task))", "", ReportText.count(task.rows), ""]
        lines += ReportText.caveats(task.task).flatMap { ["- \($0)"] } + [""]
        lines += [anchor("\(name)-runs"), "### Runs", ""]
        lines += runTable(task.runs, keys)
        lines += [anchor("\(name)-table"), "### Table", ""]
        for section in ReportText.sections(task.rows) {
            lines += ["#### \(section.title)", ""]
            lines += rowTable(section.rows, keys)
        }
        lines += [anchor("\(name)-rules"), "### Rules", ""]
        lines += table(
            ["row", "the paper's figure is of", "rule"],
            task.rows.compactMap { row in row.rule.map { [row.quantity, row.place ?? "", $0] } })
        for part in task.tables {
            lines +=
                [anchor("\(name)-\(part.id)"), "### \(part.title)", "", part.caption, ""]
                + table(part.header, part.rows)
        }
        return lines
    }

    private static func runTable(_ runs: [RunResult], _ keys: RunKeys) -> [String] {
        table(
            [
                "", "run", "", "steps", "grokked at", "probed at", "kernels", "groktop",
                "parameters at the end (SHA-256)",
            ],
            runs.map { run in
                [
                    keys.key(run.name), "`\(run.name)`", ReportText.run(run), ValueFormat.step.text(Double(run.steps)),
                    Tables.text(run.grokkedAt.map(Double.init), .step, orElse: "never"), ReportText.steps(run),
                    run.kernels.joined(separator: ", "), run.version,
                    run.parameterDigest.map { "`\($0.prefix(16))…`" } ?? Summary.unknown,
                ]
            })
    }

    private static func rowTable(_ rows: [RowResult], _ keys: RunKeys) -> [String] {
        table(
            ["", "paper", "ours", "range", "", "run@step"],
            rows.map { row in
                [
                    row.quantity, row.paper ?? Summary.unknown, row.text,
                    Summary(row.figures).range(row.format) ?? "",
                    row.verdict == .noClaim ? "" : "**\(row.verdict.words)**", keys.sources(row),
                ]
            })
    }

    private static func anchor(_ name: String) -> String { "<a id=\"\(name)\"></a>" }

    private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
        func line(_ cells: [String]) -> String {
            "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        return [line(header), "|" + String(repeating: "---|", count: header.count)] + rows.map(line) + [""]
    }
}
