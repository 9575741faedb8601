internal import Replication
internal import RunEvents

/// A sweep as one HTML page that needs no network and no other file: phase diagrams, survival curves, comparisons,
/// distributions, and how each figure is computed.
package struct SurveyPage: Sendable {
    private let survey: Survey

    /// The page of a survey.
    package init(_ survey: Survey) { self.survey = survey }

    /// The whole file.
    ///
    /// - Parameter version: groktop's version, for the last line.
    package func html(version: String) -> String {
        let title = Markup.escaped(PrintableText.line(survey.name))
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8" />
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>Sweep \(title)</title>
            <style>
            \(HTMLReport.style)
            \(Self.style)
            </style></head><body>
            <h1>Sweep \(title)</h1>
            <p>\(Markup.escaped(summary))</p>
            <h2>Phase diagrams</h2>
            \(diagrams)
            <h2>Not grokked yet</h2>
            \(survival)
            <h2>Comparisons</h2>
            \(comparisons)
            <h2>Distributions over seeds</h2>
            \(distributions)
            <h2>How the figures are computed</h2>
            \(SurveyMethods.html)
            <p>groktop \(Markup.escaped(version))</p>
            </body></html>

            """
    }

    private var summary: String {
        let states = Dictionary(grouping: survey.runs, by: \.state).mapValues(\.count).sorted { $0.key < $1.key }
        let words = states.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        let swept = survey.axes.map { axis in
            let values = survey.values(of: axis).map { $0.isEmpty ? "–" : $0 }
            let shown = values.count > 12 ? values.prefix(11) + ["…", values[values.count - 1]] : values[...]
            return "\(axis): \(shown.joined(separator: ", "))"
        }
        return PrintableText.line(
            "\(survey.runs.count) runs: \(words). " + (swept.isEmpty ? "" : swept.joined(separator: "; ") + "."))
    }

    private var diagrams: String {
        let found = PhaseDiagram.all(survey)
        let note = "<p>Every cell pools all runs that have its values, whatever the seed and the other values.</p>"
        return found.isEmpty
            ? "<p>Nothing but the seed differs from run to run.</p>" : note + found.map(\.html).joined()
    }

    private var survival: String {
        let parts = Conditions.all(survey).compactMap { conditions -> String? in
            SurvivalChart(conditions.drawn).map { chart in
                let thinned = conditions.isThinned ? " \(Conditions.most) of \(conditions.groups.count) are drawn." : ""
                return figure(
                    conditions.title, chart.svg,
                    "Share of runs that have not grokked yet, with 95 %. A tick is a run that was watched no longer: "
                        + "it ended, was stopped, gave up, diverged or is still trained. It is censored, not dropped."
                        + thinned
                )
            }
        }
        return parts.isEmpty ? "<p>No run has begun.</p>" : parts.joined(separator: "\n")
    }

    private var comparisons: String {
        let conditions = Conditions.all(survey)
        let found = Comparison.all(conditions)
        let count = found.map(\.count).reduce(0, +)
        guard count > 0 else { return "<p>There are no two conditions of which at least one run grokked.</p>" }
        let tables = zip(conditions, found).filter { !$0.1.isEmpty }.map { conditions, comparisons in
            let rows = comparisons.map { comparison in
                [
                    comparison.first.label, comparison.second.label, PageText.ratio(comparison.test.rateRatio),
                    PageText.number(comparison.test.chiSquared), PageText.p(comparison.test.p),
                    PageText.p(comparison.adjusted),
                ]
            }
            return "<h4>\(Markup.escaped(PrintableText.line(conditions.title)))</h4>"
                + Self.table(["first", "second", "rate ratio [95 %]", "χ²", "p", "p after Holm"], rows)
        }
        return
            "<p>A rate ratio above 1 says that runs of the first condition grok more often at any step. The p-values "
            + "are corrected for all \(count) comparisons of this page; the intervals are not.</p>" + tables.joined()
    }

    private var distributions: String {
        let parts = Conditions.all(survey).flatMap { conditions in
            SurveyFigure.allCases.compactMap { figure -> String? in
                guard let chart = StripChart(figure, conditions.drawn) else { return nil }
                let rows = conditions.groups.map { group in
                    let values = group.values(figure)
                    let quartiles = [0.5, 0.25, 0.75].map {
                        Quantile.of(values, $0).map(PageText.number) ?? "–"
                    }
                    return [
                        group.label, "\(values.count) of \(group.runs.count)", PageText.mean(values), quartiles[0],
                        "\(quartiles[1]) – \(quartiles[2])",
                    ]
                }
                let note =
                    figure == .grokStep
                    ? " Runs that have not grokked are missing here; the survival curves have them." : ""
                return self.figure(
                    "\(figure.title): \(conditions.title)", chart.svg,
                    "A dot is a run, the box reaches from quartile to quartile with the median, the line below is the "
                        + "mean's 95 %. A run that is not at its end counts with what there is so far.\(note)")
                    + Self.table(["", "runs", "mean [95 %]", "median", "quartiles"], rows)
            }
        }
        return parts.isEmpty ? "<p>Nothing was measured.</p>" : parts.joined(separator: "\n")
    }

    private func figure(_ title: String, _ svg: String, _ caption: String) -> String {
        "<figure><h4>\(Markup.escaped(PrintableText.line(title)))</h4>\n\(svg)\n"
            + "<figcaption>\(Markup.escaped(caption))</figcaption></figure>"
    }

    /// A table of text from outside: backquotes in it mean nothing.
    private static func table(_ header: [String], _ rows: [[String]]) -> String {
        let head = header.map { "<th>\(Markup.escaped($0))</th>" }.joined()
        let body = rows.map { row in "<tr>" + row.map { "<td>\(Markup.escaped($0))</td>" }.joined() + "</tr>" }
        return "<div class=\"wide\"><table><thead><tr>\(head)</tr></thead><tbody>\n\(body.joined(separator: "\n"))\n"
            + "</tbody></table></div>"
    }

    private static let style = """
        table.map td { text-align: center; white-space: nowrap; border: 1px solid var(--rule); }
        td.shaded { background: color-mix(in srgb, var(--c0) var(--s), transparent); }
        td.functional { background: color-mix(in srgb, var(--c2) var(--s), transparent); }
        td.mixed { background: color-mix(in srgb, var(--c4) var(--s), transparent); }
        td.compression { background: color-mix(in srgb, var(--c3) var(--s), transparent); }
        td.unsplit { background: color-mix(in srgb, var(--c8) var(--s), transparent); }
        """
}
