import RunEvents
import TerminalUI

/// How the training loss curves along v₁…v₄, where it curves most, and how near the edge of Adam's stability that is.
struct CurvatureView: Widget {
    let panel: AnswerPanel
    let record: CurvatureRecord?

    private var theme: Theme { panel.theme }
    private static let figuresWidth = 30

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else {
            return panel.renderEmpty(into: &frame, in: rect)
        }
        let values = [
            panel.tokens(record.tokens, width: rect.width),
            PanelBox.Value(TextLine("largest \(NumberText.length(record.topEigenvalue))", theme[.text]), importance: 2),
        ]
        var rest = panel.render(record.step, values, into: &frame, in: rect)
        let largest = (record.curvatures + [record.topEigenvalue]).map(\.magnitude).filter(\.isFinite).max() ?? 0
        for (index, curvature) in record.curvatures.enumerated() where rest.height > 0 {
            let row = rest.takeTop(1)
            let slope = record.slopes.at(index).map(NumberText.scientificSigned) ?? NumberText.unknown
            render(
                "h" + NumberText.lowered(index + 1), curvature, "slope \(NumberText.right(slope, width: 8))", largest,
                into: &frame, in: row)
        }
        if rest.height > 0 {
            let overlap = "on v₁  \(AnswerPanel.decimals(record.overlap, width: 6))"
            render("largest", record.topEigenvalue, overlap, largest, into: &frame, in: rest.takeTop(1))
        }
        if let preconditioned = record.preconditioned, rest.height > 2 {
            for (name, top) in [("P train", preconditioned.train), ("P test", preconditioned.test)] {
                let ratio = NumberText.length(top.eigenvalue / preconditioned.threshold)
                let share = "× \(NumberText.right(ratio, width: 6)) edge"
                render(name, top.eigenvalue, share, preconditioned.threshold, into: &frame, in: rest.takeTop(1))
            }
        }
        let residual = NumberText.scientific(record.residual)
        frame.text(
            "N \(record.interval) W \(record.window) · \(record.iterations) iterations leave \(residual)"
                + " · loss \(NumberText.length(record.loss))",
            x: rest.x, y: rest.bottom - 1, style: theme[.inactive], limit: rest.height > 0 ? rest.width : 0)
    }

    /// A curvature below zero is drawn in another colour: the sign beside it says the same.
    private func render(
        _ name: String, _ curvature: Double, _ detail: String, _ largest: Double, into frame: inout Frame, in row: Rect
    ) {
        let figure = NumberText.right(NumberText.length(curvature), width: 8)
        frame.text(NumberText.left(name, width: 7) + figure, x: row.x, y: row.y, style: theme[.text], limit: row.width)
        frame.text(detail, x: row.x + 17, y: row.y, style: theme[.inactive], limit: max(0, row.width - 17))
        guard largest > 0 else { return }
        HorizontalBar(
            share: min(1, curvature.magnitude / largest), style: theme[curvature < 0 ? .decay : .gradient],
            symbols: panel.symbols
        ).render(into: &frame, in: row.inset(left: CurvatureView.figuresWidth + 3))
    }
}
