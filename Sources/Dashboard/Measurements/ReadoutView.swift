import RunEvents
import TerminalUI

/// How well the task's coordinate can be read from each layer.
struct ReadoutView: Widget {
    let panel: AnswerPanel
    let record: ReadoutRecord?

    private var theme: Theme { panel.theme }
    private static let nameWidth = 15

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else {
            return panel.renderEmpty(into: &frame, in: rect)
        }
        let what = record.coordinate.isQuantity ? "R² of" : "right, R² of"
        let values = [
            panel.tokens(record.scoredTokens, width: rect.width),
            panel.unit("\(what) \(record.coordinate.name)"),
        ]
        let inside = panel.render(record.step, values, into: &frame, in: rect)
        var lines = record.streams.enumerated().map { layers, readouts in
            line(layers == 0 ? "embedding" : "after layer \(layers)", readouts, record, width: inside.width)
        }
        lines.append(line("head reads", record.normed, record, width: inside.width))
        if inside.height > lines.count { lines.insert(heading(record, width: inside.width), at: 0) }
        let shown = inside.height > lines.count ? inside.inset(bottom: 1) : inside
        TextColumns(lines: lines, leastWidth: 34).render(into: &frame, in: shown)
        guard shown.height < inside.height else { return }
        let unseen = NumberText.grouped(record.unseenTokens)
        frame.text(
            "fitted on \(NumberText.grouped(record.fittedTokens)); \(unseen) scored states unseen",
            x: inside.x, y: inside.bottom - 1, style: theme[.inactive], limit: inside.width)
    }

    /// Whether R² has room beside the share of right answers, which says more where the coordinate is no quantity.
    private func hasBoth(_ record: ReadoutRecord, _ width: Int) -> Bool { !record.coordinate.isQuantity && width >= 60 }

    private func heading(_ record: ReadoutRecord, width: Int) -> TextLine {
        let columns = " linear  pairs    MLP"
        let name = String(repeating: " ", count: ReadoutView.nameWidth)
        let second = hasBoth(record, width) ? "  R²" + columns : ""
        return TextLine(name + columns + second, theme[.axis])
    }

    private func line(_ name: String, _ readouts: ReadoutRecord.Readouts, _ record: ReadoutRecord, width: Int)
        -> TextLine
    {
        let all = [readouts.linear, readouts.quadratic, readouts.mlp]
        func figures(_ value: (ReadoutRecord.Readout) -> Double?) -> String {
            all.map { AnswerPanel.decimals(value($0), width: 7) }.joined()
        }
        var line = TextLine(NumberText.left(name, width: ReadoutView.nameWidth), theme[.inactive])
        line.append(record.coordinate.isQuantity ? figures(\.r2) : figures(\.accuracy), theme[.text])
        if hasBoth(record, width) { line.append("    " + figures(\.r2), theme[.inactive]) }
        return line
    }
}
