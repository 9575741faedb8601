import RunEvents
import TerminalUI

/// How well a model of modular addition answers by its key frequencies alone, and without them.
struct ProgressMeasuresView: Widget {
    let panel: AnswerPanel
    let record: ProgressMeasuresRecord?

    private var theme: Theme { panel.theme }

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else {
            return panel.renderEmpty(into: &frame, in: rect)
        }
        let values = [
            panel.tokens(record.modulus * record.modulus, width: rect.width),
            panel.unit("\(record.keyFrequencies.count) key frequencies"),
        ]
        var rest = panel.render(record.step, values, into: &frame, in: rect)
        for (name, loss, note) in [
            ("restricted", record.restrictedLoss, "key frequencies only"),
            ("all pairs", record.loss, "of the model"),
            ("excluded", record.excludedLoss, "train, without them"),
            ("train", record.trainLoss, "of the model"),
        ] where rest.height > 0 {
            render(name, loss, note, into: &frame, in: rest.takeTop(1))
        }
        for frequency in record.keyFrequencies where rest.height > 1 {
            let row = rest.takeTop(1)
            let share = record.shares.at(frequency - 1) ?? 0
            let text = "  k\(NumberText.right("\(frequency)", width: 4))\(AnswerPanel.decimals(share, width: 8))"
            let used = frame.text(text, x: row.x, y: row.y, style: theme[.text], limit: row.width)
            HorizontalBar(share: share, style: theme[.gradient], symbols: panel.symbols)
                .render(into: &frame, in: row.inset(left: used + 2))
        }
        guard rest.height > 0 else { return }
        frame.text(
            "losses in nats · key: \(AnswerPanel.decimals(record.keyPower, width: 5)) of the logits' power", x: rest.x,
            y: rest.bottom - 1, style: theme[.inactive], limit: rest.width)
    }

    private func render(_ name: String, _ loss: Double, _ note: String, into frame: inout Frame, in row: Rect) {
        var line = TextLine(NumberText.left(name, width: 11), theme[.inactive])
        line.append(NumberText.right(NumberText.length(loss), width: 8), theme[.text])
        line.append("  " + note, theme[.inactive])
        frame.text(line, x: row.x, y: row.y, limit: row.width)
    }
}
