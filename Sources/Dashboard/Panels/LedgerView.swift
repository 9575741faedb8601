import Lifecycle
import RunEvents
import TerminalUI

/// What opened or closed the gap of the paper's window: the six parts of its change over time, stacked by sign, each
/// interval as shares of their magnitudes. Below, where there is room, the newest figures, what moves σ₁, and how well
/// forecasts of the next change have come true.
struct LedgerView: Widget {
    let theme: Theme
    let span: TimeSpan
    let history: GapHistory<GapLedgerRecord>
    /// The same up to the step whose figures are shown.
    let read: GapHistory<GapLedgerRecord>
    /// nil before the run has begun.
    let forecasts: GapForecasts?
    /// Steps between two accounts.
    let hold: Int
    /// What it says before there is one.
    let emptyText: String

    /// The parts in the order of `LedgerParts.values`: blocks enter, letters leave.
    static func looks(_ theme: Theme) -> [Ribbon.Look] {
        let styles = [theme[.gradient], theme[.decay], theme[.text]]
        return zip(["█", "▒", "░"] + ["d", "w", "a"], styles + styles).map { Ribbon.Look($0, $1) }
    }

    static let names = ["driving", "decay", "alignment"]

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(title: TextLine("ledger", theme[.title]), values: values, frameStyle: theme[.spectrumFrame])
            .render(into: &frame, in: rect)
        let inside = rect.insideBox
        guard history.newest != nil else {
            EmptyText(text: emptyText, style: theme[.inactive]).render(into: &frame, in: inside)
            return
        }
        let lines =
            read.newest.map {
                LedgerText(theme: theme, record: $0, forecasts: forecasts).lines(
                    rows: inside.height, width: inside.width)
            } ?? []
        for (index, line) in lines.enumerated() {
            let row = inside.row(inside.height - lines.count + index)
            frame.text(line, x: row.x, y: row.y, limit: row.width)
        }
        let upper = inside.inset(bottom: lines.count)
        let records = history.records
        GapStack(
            theme: theme, span: span,
            samples: StepSamples(count: records.count, step: { records[$0].step }) { index in
                SignedStack.shares(records[index].gapParts.values)
            }, looks: LedgerView.looks(theme), hold: hold, changes: history.changes, edge: rect.bottom - 1
        ).render(into: &frame, in: upper)
    }

    private var values: [PanelBox.Value] {
        guard let newest = read.newest else { return [] }
        let style = newest.kStarChanged ? theme[.marker] : theme[.text]
        func value(_ name: String, _ number: Double, _ importance: Int, _ style: Style) -> PanelBox.Value {
            let text = NumberText.right(NumberText.scientificSigned(number), width: 7)
            return PanelBox.Value(TextLine("\(name) \(text)", style), importance: importance)
        }
        let moved = newest.kStarChanged ? "k* \(newest.previousKStar)→\(newest.kStar)" : "k* \(newest.kStar)  "
        return [
            PanelBox.Value(TextLine(moved, newest.kStarChanged ? style : theme[.inactive]), importance: 1),
            value("rest", newest.rest, 0, theme[.inactive]),
            value("Δσ₁", newest.edgeChange, 2, theme[.text]),
            value("Δg", newest.gapChange, 3, style),
        ]
    }
}

extension Panel {
    /// What opened or closed the gap, and what moved v₁.
    package static let ledger = Panel("ledger", .spectrum, roomFrom: 156, sharesTime: true) {
        LedgerView(
            theme: $0.theme, span: $0.span, history: $0.run.edge.ledger, read: $0.figures.edge.ledger,
            forecasts: $0.figures.edge.forecasts,
            hold: $0.coarse.hold, emptyText: $0.ledgerEmptyText)
    }
}

extension Model {
    /// The first account is of the window's third update.
    fileprivate var ledgerEmptyText: String {
        guard let spectrum = run.description?.spectrum else { return coarse.emptyText }
        guard spectrum.measurements?.gapLedger == true else { return "this recording has no ledger" }
        return "first account at step \(NumberText.grouped(3 * min(spectrum.interval, RunState.greatestStep)))"
    }
}
