internal import Dashboard
internal import RunEvents
internal import TerminalUI

/// The gap ledger of a report: what opened or closed the gap of the paper's window over each interval.
enum PageLedger {
    /// The gap, and the shares of what moves it.
    static func charts(_ state: RunState) -> [PageChart] {
        let records = state.edge.ledger.records
        func points(_ value: (GapLedgerRecord) -> Double) -> [StepSeries.Point] {
            records.map { StepSeries.Point(step: $0.step, value: value($0)) }
        }
        /// A part as a share of the magnitudes of all six; no number where nothing moves.
        func share(_ part: @escaping (LedgerParts) -> Double) -> (GapLedgerRecord) -> Double {
            { record in
                let whole = record.gapParts.values.reduce(0) { $0 + abs($1) }
                return whole > 0 ? part(record.gapParts) / whole : .nan
            }
        }
        return [
            PageChart(
                title: "gap g at k*", series: [PageSeries("g", role: "other3", points(\.gap))], isLogarithmic: true),
            PageChart(
                title: "gap ledger",
                note: "What opens (above 0) or closes the gap: each part as a share of the magnitudes of all.",
                series: [
                    PageSeries("driving", role: "gradient", points(share { $0.net.driving })),
                    PageSeries("decay", role: "decay", points(share { $0.net.decay })),
                    PageSeries("alignment", role: "other4", points(share { $0.net.alignment })),
                ], bounds: -1...1),
        ]
    }

    /// Rows of the table at most: the newest.
    private static let mostRows = 1_000

    /// The account of each interval as a table to be opened.
    static func table(_ state: RunState) -> String {
        let header = [
            "step", "k*", "g", "Δg", "driving in", "decay in", "alignment in", "driving out", "decay out",
            "alignment out",
            "k* moved", "rest", "Δσ₁",
        ]
        let rows = state.edge.ledger.records.suffix(mostRows).reversed().map { record in
            let parts = record.gapParts
            let figures =
                [record.gap, record.gapChange] + parts.values + [record.kStarChange, record.rest, record.edgeChange]
            let cells = [NumberText.grouped(record.step), "\(record.kStar)"] + figures.map(NumberText.scientificSigned)
            return "<tr>" + cells.map { "<td>\(MarkupText.escaped($0))</td>" }.joined() + "</tr>\n"
        }
        let head = header.map { "<th>\($0)</th>" }.joined()
        return "<details><summary>\(NumberText.grouped(state.edge.ledger.count)) intervals, newest first</summary>"
            + "<div class=\"wide\"><table class=\"figures\"><thead><tr>\(head)</tr></thead><tbody>\n"
            + "\(rows.joined())</tbody></table></div></details>"
    }
}
