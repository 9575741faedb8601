internal import RunEvents

/// report.html: one file, nothing loaded from elsewhere, well-formed as XML.
package enum HTMLReport {
    /// The whole file.
    package static func text(_ results: Results) -> String {
        let body = results.tasks.map(section).joined(separator: "\n")
        let introduction = (ReportText.introduction(results) + ReportText.statistics).map {
            "<p>\(Markup.inline($0.replacing("*", with: "")))</p>"
        }.joined(separator: "\n")
        let links = results.tasks.map { "<a href=\"#\($0.task.rawValue)\">\(ReportText.title($0.task))</a>" }.joined(
            separator: " · ")
        return """
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>\(Markup.escaped(ReportText.title))</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <h1>\(Markup.escaped(ReportText.title))</h1>
            <p>\(links)</p>
            \(introduction)
            \(body)
            \(table(ReportText.margins, ReportText.margins.id))
            </body>
            </html>

            """
    }

    private static func section(_ task: TaskResults) -> String {
        let (name, keys) = (task.task.rawValue, RunKeys(task))
        var parts = ["<h2 id=\"\(name)\">\(ReportText.title(task.task))</h2>"]
        parts.append("<ul>" + ReportText.caveats(task.task).map { "<li>\(Markup.inline($0))</li>" }.joined() + "</ul>")
        for part in ReportPart.allCases {
            let rows = task.rows.filter { $0.part == part }
            guard !rows.isEmpty else { continue }
            parts.append("<h3 id=\"\(name)-\(part.rawValue)\">\(Markup.escaped(part.title))</h3>")
            parts.append("<p>\(Markup.inline(part.caption)) \(Markup.inline(ReportText.count(rows)))</p>")
            for section in ReportText.sections(rows) {
                parts.append("<h4>\(Markup.escaped(section.title))</h4>")
                parts.append(rowTable(section.rows, keys))
            }
        }
        parts += task.tables.map { table($0, "\(name)-\($0.id)") }
        parts.append("<h3 id=\"\(name)-charts\">Figures</h3>")
        parts += task.charts.map { figure($0, name, keys) }
        parts.append("<h3 id=\"\(name)-runs\">Runs</h3>")
        parts.append(Markup.table(ReportText.runHeader, task.runs.map { ReportText.runCells($0, keys) }))
        return parts.joined(separator: "\n")
    }

    private static func table(_ table: Table, _ anchor: String) -> String {
        "<h3 id=\"\(anchor)\">\(Markup.escaped(table.title))</h3><p>\(Markup.inline(table.caption))</p>"
            + Markup.table(table.header, table.rows)
    }

    private static func rowTable(_ rows: [RowResult], _ keys: RunKeys) -> String {
        Markup.table(
            ReportText.rowHeader + ["held to"],
            rows.map { ReportText.cells($0, keys) { $0 } + [$0.claim ?? ""] },
            rowClasses: rows.map(\.verdict.rawValue))
    }

    private static func figure(_ chart: Chart, _ task: String, _ keys: RunKeys) -> String {
        let caption = "\(Markup.inline(chart.caption)) \(Markup.escaped(runs(chart, keys)))"
        return "<figure "
            + "id=\"\(task)-\(chart.id)\"><h4>\(Markup.escaped(chart.title))</h4>\n\(ChartDrawing.svg(chart))\n"
            + "<figcaption>\(caption)</figcaption></figure>"
    }

    /// Which runs are drawn.
    private static func runs(_ chart: Chart, _ keys: RunKeys) -> String {
        var names: [String] = []
        for name in chart.series.compactMap(\.run).map(keys.key)
            + chart.groups.flatMap(\.bars).flatMap(\.sources).map({ source in
                let parts = source.split(separator: "@")
                return keys.key(parts.dropLast().joined(separator: "@")) + "@" + (parts.last ?? "")
            }) where !names.contains(name)
        {
            names.append(name)
        }
        return "Runs: \(names.joined(separator: ", "))."
    }

    /// The charts' colours are those of Okabe and Ito's palette, which most people can tell apart; two of them are
    /// lighter on a dark ground.
    package static let style = """
        :root { color-scheme: light dark; --ground: #ffffff; --ink: #1b1f24; --faint: #6a737d; --rule: #d0d7de;
          --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #cc79a7; --c4: #b58900; --c5: #3aa0d8; --c6: #8a6d3b; \
        --c7: #6f42c1;
          --c8: #57606a; --holds: #116329; --direction: #7d5700; --fails: #a40e26; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #0d1117; --ink: #e6edf3; --faint: #8b949e; --rule: #30363d; --c0: #58a6ff; --c1: #f0883e; \
        --c2: #3fb950;
            --c3: #e6a5cf; --c4: #e3b341; --c5: #79c0ff; --c6: #c9a26d; --c7: #bc8cff; --c8: #adbac7; --holds: #56d364;
            --direction: #e3b341; --fails: #ff7b72; }
        }
        body { background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; max-width: 64rem;
          margin: 2rem auto; padding: 0 1rem; }
        h2 { border-top: 1px solid var(--rule); padding-top: 1rem; margin-top: 2.5rem; }
        h4 { margin-bottom: 0.3rem; }
        a { color: var(--c0); }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
        th, td { border-bottom: 1px solid var(--rule); padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; }
        tr.holds td:nth-child(6) { color: var(--holds); font-weight: 600; }
        tr.holdsInDirection td:nth-child(6) { color: var(--direction); font-weight: 600; }
        tr.doesNotHold td:nth-child(6) { color: var(--fails); font-weight: 600; }
        figure { margin: 1.5rem 0; }
        figcaption { color: var(--faint); font-size: 13px; }
        svg { width: 100%; height: auto; }
        svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
        """
}
