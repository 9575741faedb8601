internal import Console
internal import Dashboard
package import Recording
internal import RunEvents
internal import Tasks
internal import TerminalUI

/// A recorded run as one HTML page that needs nothing else: no network, no other file.
///
/// The charts are drawn in the page itself; a small script shows the values under the pointer. Whatever a run says of
/// itself is text from outside, and is written so that it stays text.
package struct RunPage: Sendable {
    private let name: String
    private let run: RunDescription
    private let summary: RunSummary
    private let state: RunState
    private let probes: [PageProbe]
    private let axis: PageAxis

    /// Reads a recording.
    ///
    /// - Throws: `RecordingError` where it cannot be read.
    package init(_ reader: RunReader) throws {
        (name, run, summary) = (reader.folder.name, reader.run, try reader.summary())
        var (state, probes) = (RunState(), [PageProbe]())
        try reader.forEachBatch { batch in
            batch.forEach { recorded in
                state.apply(recorded)
                PageProbe(recorded.event, of: reader.folder.name).map { probes.append($0) }
            }
        }
        (self.state, self.probes) = (state, probes)
        axis = PageAxis(limit: state.step)
    }

    /// The whole page.
    ///
    /// - Parameter version: groktop's version, for the last line.
    package func html(version: String) -> String {
        let marks = state.log.entries.compactMap { entry in
            entry.kind.importance.map { _ in
                PageMark(
                    step: entry.step, sign: String(entry.kind.glyph),
                    text: "\(NumberText.grouped(entry.step)): \(entry.title) \(entry.detail)")
            }
        }
        let shown = charts.compactMap { chart in
            chart.html(axis, Array(marks.suffix(PageMark.most))).map { (chart, $0) }
        }
        let ribbons = state.edge.windows.map(PageRibbon.init)
        let title = MarkupText.escaped("\(taskName), \(name)")
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <style>\(PageStyle.text)</style></head><body>
            <header><h1>\(MarkupText.escaped(taskName))</h1><p>\(MarkupText.escaped(name))</p>\(facts)</header>
            <main>
            \(section("Curves", shown.map(\.1).joined(), orElse: "Nothing was measured."))
            \(section("Class of the edge", ribbons.map { $0.html(axis) }.joined() + axis.labels + PageStyle.classKey,
                if: !ribbons.isEmpty, orElse: "No window of updates was full."))
            \(section("Gap ledger", PageLedger.table(state), if: state.edge.ledger.count > 0,
                orElse: "The run has no ledger of its gap."))
            \(section("Probes", probes.map(\.html).joined(), if: !probes.isEmpty, orElse: "No probe was made."))
            \(section("Events", eventTable, if: !state.log.isEmpty, orElse: "Nothing happened."))
            \(section("Settings", settings, orElse: ""))
            </main>
            <footer>groktop \(MarkupText.escaped(version))</footer>
            <div id="reading" role="status"></div>
            <script type="application/json" id="data">\(data(shown.map(\.0), ribbons))</script>
            <script>\(PageScript.text)</script>
            </body></html>

            """
    }

    private var taskName: String { run.config.map { TaskText($0).name } ?? PrintableText.line(run.name) }

    private func section(_ title: String, _ body: String, if isThere: Bool = true, orElse reason: String) -> String {
        let content = isThere && !body.isEmpty ? body : "<p class=\"note\">\(reason)</p>"
        return "<section><h2>\(title)</h2>\n\(content)</section>"
    }

    /// What a person asks first.
    private var facts: String {
        let accuracy = summary.bestTestAccuracy.map { NumberText.fixed($0, decimals: 3) }
        let facts: [(String, String?)] = [
            ("seed", run.seed.map { "\($0)" }), ("ω", state.weightDecay.map(NumberText.short)),
            (
                "steps",
                NumberText.grouped(state.step) + (run.steps.map { " of \(NumberText.grouped($0))" } ?? "")
            ),
            ("state", summary.state.rawValue), ("best test accuracy", accuracy),
            ("grokked at", state.grokked.map { NumberText.grouped($0.step) } ?? "–"),
            ("‖θ‖", state.evaluations.newest.map { NumberText.length($0.parameterNorm) }),
            ("program", run.watched.map { PrintableText.line($0.program) }),
            ("fork of", summary.parent.map { "\($0.parent.name) at \(NumberText.grouped($0.step))" }),
        ]
        let rows = facts.compactMap { fact in
            fact.1.map { "<div><dt>\(fact.0)</dt><dd>\(MarkupText.escaped(PrintableText.line($0)))</dd></div>" }
        }
        return "<dl>\(rows.joined())</dl>"
    }

    private var charts: [PageChart] {
        (run.watched == nil ? PageCharts.trained(state, run) : PageCharts.watched(state)) + PageCharts.edge(state)
    }

    private var eventTable: String {
        let rows = state.log.entries.suffix(PageMark.mostEvents).map { entry in
            "<tr><td>\(NumberText.grouped(entry.step))</td><td>\(MarkupText.escaped(String(entry.kind.glyph)))</td>"
                + "<td>\(MarkupText.escaped(entry.title))</td><td>\(MarkupText.escaped(entry.detail))</td></tr>\n"
        }
        return "<div class=\"wide\"><table><thead><tr><th>step</th><th></th><th>event</th><th></th></tr></thead><tbody>"
            + "\(rows.joined())</tbody></table></div>"
    }

    private var settings: String {
        let text = (try? JSONText.lines(run)) ?? ""
        return "<details><summary>All settings</summary><pre>\(MarkupText.escaped(text))</pre></details>"
    }

    /// What the script reads. No name and no other text of the run is in it.
    private func data(_ charts: [PageChart], _ ribbons: [PageRibbon]) -> String {
        "{\"limit\":\(axis.limit),\"charts\":[\(charts.map { "[\($0.data)]" }.joined(separator: ","))],"
            + "\"ribbons\":[\(ribbons.map(\.data).joined(separator: ","))]}"
    }
}
