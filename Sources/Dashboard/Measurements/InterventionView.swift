import RunEvents
import TerminalUI

/// What other weight decays do to the run from a step on, side by side.
struct InterventionView: Widget {
    let panel: AnswerPanel
    let record: InterventionRecord?

    private var theme: Theme { panel.theme }
    private static let header = "ω     accuracy    ‖θ‖  linear     MLP  entropy"

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else {
            return panel.renderEmpty("m i makes one", into: &frame, in: rect)
        }
        let values = [
            PanelBox.Value(TextLine("R² of the \(record.coordinate.name)", theme[.inactive]), importance: 1),
            panel.unit("\(NumberText.grouped(record.steps)) steps on"),
        ]
        PanelBox(
            title: panel.title(record.step), values: values,
            frameStyle: theme[.probeFrame]
        ).render(into: &frame, in: rect)
        var rest = rect.insideBox.inset(left: 1, right: 1)
        if rest.height > record.branches.count {
            let row = rest.takeTop(1)
            frame.text(Self.header, x: row.x, y: row.y, style: theme[.axis], limit: row.width)
        }
        for branch in record.branches where rest.height > 0 {
            let row = rest.takeTop(1)
            frame.text(line(branch), x: row.x, y: row.y, style: theme[.text], limit: row.width)
        }
        guard rest.height > 0 else { return }
        let optimizer = record.freshOptimizer ? "fresh optimizers" : "optimizers go on"
        frame.text(
            "\(optimizer) · last residual stream, \(NumberText.grouped(record.sequences)) sequences", x: rest.x,
            y: rest.bottom - 1, style: theme[.inactive], limit: rest.width)
    }

    private func line(_ branch: InterventionRecord.Branch) -> String {
        NumberText.left(NumberText.short(branch.weightDecay), width: 6)
            + AnswerPanel.decimals(branch.testAccuracy, width: 8)
            + NumberText.right(NumberText.length(branch.parameterNorm), width: 7)
            + AnswerPanel.decimals(branch.linearR2, width: 8) + AnswerPanel.decimals(branch.mlpR2, width: 8)
            + AnswerPanel.decimals(branch.attentionEntropy, width: 9)
    }
}
