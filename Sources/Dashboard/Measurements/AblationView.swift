import RunEvents
import TerminalUI

/// The last ablation: what each removal did to accuracy, with the control of the same norm and angle beside it. The
/// other controls stand below, in the same units under the same bars.
struct AblationView: Widget {
    let panel: AnswerPanel
    let record: AblationRecord?

    private var theme: Theme { panel.theme }

    private struct Row {
        var name: String
        var change: Double
        /// The random removals that stand for the row, or beside it; nil where there are none.
        var control: AblationRecord.Control?
        /// Whether the row is a control itself.
        var isControl = false
    }

    private static let nameWidth = 17
    /// The width of a removal's name where a control stands beside it. Its own change and " vs " take the rest.
    private static let shortNameWidth = 6
    private static let changeWidth = 7
    private static let deviationWidth = 7
    private static let leastCell = 25
    /// The smallest change of accuracy that fills a bar. Where every removal costs less, as before a run has learned
    /// anything, bars are short and do not look like a loss.
    private static let leastWholeBar = 0.05

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else {
            let hint =
                panel.isFinished ? "none was made" : "press \(panel.keys.label(.ablate)) to remove v₁…v₄ and measure"
            panel.renderEmpty(hint, into: &frame, in: rect)
            return
        }
        PanelBox(
            title: panel.title(record.step),
            values: [
                panel.unit("Δ \(panel.accuracyName)"),
                panel.tokens(record.tokens, width: rect.width),
            ],
            frameStyle: theme[.probeFrame]
        ).render(into: &frame, in: rect)
        render(record, into: &frame, in: rect.insideBox.inset(left: 1, right: 1))
    }

    private func render(_ record: AblationRecord, into frame: inout Frame, in inside: Rect) {
        guard !inside.isEmpty else { return }
        let rows = rows(record)
        // A caption where all rows fit above it, and always where they stand side by side.
        let most = max(1, inside.width / AblationView.leastCell)
        let columnsWithCaption = (rows.count + max(1, inside.height - 1) - 1) / max(1, inside.height - 1)
        let hasCaption =
            inside.height >= 2 && columnsWithCaption <= most
            && (rows.count > inside.height || rows.count < inside.height)
        let height = inside.height - (hasCaption ? 1 : 0)
        let columns = max(1, min(most, (rows.count + height - 1) / height))
        let places = inside.inset(bottom: hasCaption ? 1 : 0).columns(columns)
        let whole = rows.map { $0.change.isFinite ? $0.change.magnitude : 0 }
            .reduce(AblationView.leastWholeBar, max)
        for (index, row) in rows.enumerated() where index / height < columns {
            let place = places[index / height].row(index % height)
            render(row, record.tokens, whole, into: &frame, in: place.inset(right: columns > 1 ? 2 : 0))
        }
        // Where there is a row to spare between the last removal and the caption.
        if hasCaption, let sweep = record.scaleSweep, height > (rows.count + columns - 1) / columns {
            render(sweep, into: &frame, in: inside.row(inside.height - 2))
        }
        if hasCaption {
            frame.text(
                caption(record), x: inside.x, y: inside.bottom - 1, style: theme[.inactive], limit: inside.width)
        }
    }

    private func rows(_ record: AblationRecord) -> [Row] {
        record.removals.map {
            Row(
                name: ProbeText.directions($0.directions), change: $0.accuracyChange,
                control: record.angleMatched($0.directions))
        }
            + record.controls.map {
                Row(name: ProbeText.name($0.kind), change: $0.meanAccuracyChange, control: $0, isControl: true)
            }
    }

    /// "v₁+v₂ −0.290 vs −0.305 ±0.041 ████": all controls stand in one column.
    private func render(_ row: Row, _ tokens: Int, _ whole: Double, into frame: inout Frame, in place: Rect) {
        let change = ProbeText.change(row.change, tokens: tokens)
        let nameStyle = row.isControl ? theme[.inactive] : theme[.text]
        frame.text(row.name, x: place.x, y: place.y, style: nameStyle, limit: place.width)
        var x = place.x + AblationView.nameWidth
        func figure(_ text: String, x: Int, _ style: Style) {
            frame.text(
                NumberText.right(text, width: AblationView.changeWidth), x: x, y: place.y, style: style,
                limit: max(0, place.right - x))
        }
        let control = row.control.map { ProbeText.change($0.meanAccuracyChange, tokens: tokens) }
        if let control, !row.isControl {
            figure(change, x: place.x + AblationView.shortNameWidth, theme[.text])
            frame.text(
                " vs", x: place.x + AblationView.shortNameWidth + AblationView.changeWidth, y: place.y,
                style: theme[.inactive], limit: max(0, x - place.x))
            figure(control, x: x, theme[.inactive])
        } else {
            figure(change, x: x, theme[.text])
        }
        x += AblationView.changeWidth
        // The deviation of what is below the resolution is below it as well.
        if place.width >= 44 {
            if let deviation = row.control?.standardDeviation, control != "< 1/n" {
                let text = " ±" + NumberText.fixed(deviation, decimals: 3)
                frame.text(text, x: x, y: place.y, style: theme[.inactive])
            }
            x += AblationView.deviationWidth
        }
        guard change != "< 1/n" else { return }
        // A rise is rare, and drawn in another colour: the sign beside it says the same.
        let role: Theme.Role = row.isControl ? .inactive : row.change < 0 ? .test : .train
        HorizontalBar(share: row.change.magnitude / whole, style: theme[role], symbols: panel.symbols)
            .render(into: &frame, in: Rect(x: x + 1, y: place.y, width: place.right - x - 1, height: 1))
    }

    /// How accuracy goes down as ever more of the part along v₁ and v₂ is removed.
    private func render(_ sweep: [AblationRecord.ScalePoint], into frame: inout Frame, in row: Rect) {
        guard let first = sweep.first, let last = sweep.last else { return }
        func text(_ point: AblationRecord.ScalePoint) -> String { NumberText.fixed(point.accuracy, decimals: 3) }
        let line =
            "v₁+v₂ by \(NumberText.short(first.scale))…\(NumberText.short(last.scale))  \(text(first)) → \(text(last))"
        let used = frame.text(line, x: row.x, y: row.y, style: theme[.text], limit: row.width)
        Sparkline(values: sweep.map(\.accuracy), style: theme[.test], symbols: panel.symbols)
            .render(into: &frame, in: row.inset(left: used + 2))
    }

    private func caption(_ record: AblationRecord) -> String {
        let base = NumberText.fixed(record.baseAccuracy, decimals: 3)
        let trials = record.controls.map { String($0.trials) }
        let same = Set(trials).count == 1 ? trials[0] : trials.joined(separator: " and ")
        let controls = trials.isEmpty ? "" : " · controls ± s.d. of \(same)"
        let matched = record.angleMatched.map { _ in "vs \(ProbeText.name(.angleMatched)) · " } ?? ""
        return matched + "from \(base) · N \(record.interval) W \(record.window)" + controls
    }
}
