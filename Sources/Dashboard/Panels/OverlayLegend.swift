import RunEvents
import TerminalUI

/// Which of several runs beneath is which: a letter at the end of each curve, and the letters with names, test accuracy
/// and the step of grokking in the lower right corner.
struct OverlayLegend: Widget {
    let theme: Theme
    let span: TimeSpan
    let overlays: [Overlay]
    /// Where a test accuracy lies between the lower and the upper edge.
    let scale: ValueScale

    private static let nameWidth = 24

    func render(into frame: inout Frame, in plot: Rect) {
        guard overlays.count > 1 else { return }
        for index in overlays.indices { renderEnd(index, into: &frame, plot: plot) }
        let rows = min(overlays.count, max(1, plot.height / 2))
        let lines = (0..<rows).map { row in
            row == rows - 1 && rows < overlays.count
                ? TextLine("and \(overlays.count - row) more", theme[.inactive]) : line(row)
        }
        let width = min(plot.width / 2, (lines.map(\.width).max() ?? 0) + 1)
        for (row, line) in lines.enumerated() {
            let rect = Rect(x: plot.right - width, y: plot.bottom - rows + row, width: width, height: 1)
            frame.fill(rect, style: theme.blank)
            frame.text(line, x: rect.x + 1, y: rect.y, limit: width - 1)
        }
    }

    private func style(_ index: Int) -> Style { OverlayLook.style(at: index, of: overlays.count, .test, theme) }

    private func line(_ index: Int) -> TextLine {
        let overlay = overlays[index]
        let accuracy = overlay.state(at: span.readStep).evaluations.newest?.decidingTestAccuracy
        let value = accuracy.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.unknown
        let grokked = overlay.run.grokked.map { " \(LogEntry.Kind.grokked.glyph) \(NumberText.grouped($0.step))" } ?? ""
        // Names begin alike, with the date and the task: where there is no room for all, the end tells them apart.
        let whole = PrintableText.line(overlay.name)
        let name = whole.count > Self.nameWidth ? "…" + whole.suffix(Self.nameWidth - 1) : whole
        return TextLine(
            "\(OverlayLook.letter(index)) \(name) \(NumberText.right(value, width: 5))\(grokked)", style(index))
    }

    private func renderEnd(_ index: Int, into frame: inout Frame, plot: Rect) {
        let points = overlays[index].placed(overlays[index].run.evaluations.test)
        let last = points.firstIndex(atOrAfter: span.steps.last + 1) - 1
        guard last >= 0, let row = scale.row(of: points.value(at: last), rows: plot.height) else { return }
        let column = TimeScale(span.steps, columns: plot.width).column(of: points.step(at: last))
        guard let column else { return }
        let y = min(plot.height - 1, max(0, Int(row.rounded())))
        frame.set(plot.x + column, plot.y + y, OverlayLook.letter(index), style(index).adding(.bold))
    }
}
