import RunEvents
import TerminalUI

/// What a small step along v₁…v₄ does to the states that the head reads.
struct FunctionView: Widget {
    let panel: AnswerPanel
    let record: FunctionRecord?

    private var theme: Theme { panel.theme }

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else {
            return panel.renderEmpty(into: &frame, in: rect)
        }
        let controls = record.controls.compactMap(\.readout.r2)
        let mean = controls.isEmpty ? nil : controls.reduce(0, +) / Double(controls.count)
        let values = [
            panel.tokens(record.scoredTokens, width: rect.width),
            PanelBox.Value(
                TextLine("random R² \(AnswerPanel.decimals(mean, width: 5))", theme[.inactive]), importance: 2),
        ]
        let inside = panel.render(record.step, values, into: &frame, in: rect)
        var rest = inside
        for response in record.directions where rest.height > 0 {
            let name = "v" + NumberText.lowered(response.direction)
            render(name, response, theme[.text], into: &frame, in: rest.takeTop(1))
        }
        for control in record.controls where rest.height > 1 {
            render("random", control, theme[.inactive], into: &frame, in: rest.takeTop(1))
        }
        guard rest.height > 0 else { return }
        let fourier = (record.directions + record.controls).lazy.compactMap(\.fourier).first
        let axis = fourier.map { ", k over \($0.values) \($0.axis.rawValue)s" } ?? ""
        frame.text(
            "R² of \(record.coordinate.name)\(axis), ε \(NumberText.length(record.epsilon)),"
                + " N \(record.interval) W \(record.window)",
            x: inside.x, y: inside.bottom - 1, style: theme[.inactive], limit: inside.width)
    }

    /// "v₁ R² 0.800 right 0.910 circle 0.870 |Δh| 0.0123 k 3 0.610 ▁▂▇": the concentration of the mean response, and
    /// where it lies.
    private func render(
        _ name: String, _ response: FunctionRecord.Response, _ style: Style, into frame: inout Frame, in row: Rect
    ) {
        var line = TextLine(NumberText.left(name, width: 7), style)
        line.append("R²\(AnswerPanel.decimals(response.readout.r2, width: 7))", style)
        if let accuracy = response.readout.accuracy {
            line.append("  right\(AnswerPanel.decimals(accuracy))", style)
        }
        if let circular = response.circularR2 { line.append("  circle\(AnswerPanel.decimals(circular))", style) }
        line.append("  |Δh| \(NumberText.left(NumberText.length(response.size), width: 7))", theme[.inactive])
        guard let fourier = response.fourier else {
            frame.text(line, x: row.x, y: row.y, limit: row.width)
            return
        }
        line.append(" k \(fourier.frequency)\(AnswerPanel.decimals(fourier.concentration))", theme[.inactive])
        let used = frame.text(line, x: row.x, y: row.y, limit: row.width)
        Sparkline(values: fourier.shares, style: style, symbols: panel.symbols)
            .render(into: &frame, in: row.inset(left: used + 2))
    }
}
