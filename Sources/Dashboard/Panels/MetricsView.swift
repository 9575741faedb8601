import RunEvents
import TerminalUI

/// Every number that another program logs: its name, its newest value, and its curve on an axis of its own. A loss is
/// drawn by its logarithm.
struct MetricsView: Widget {
    let theme: Theme
    let symbols: Symbols
    let span: TimeSpan
    let curves: [MetricHistory.Curve]
    /// The values up to the step whose figures are shown.
    let figures: MetricHistory

    /// Columns of the longest name that is shown whole.
    private static let longestName = 24
    private static let valueWidth = 8

    func render(into frame: inout Frame, in rect: Rect) {
        let inside = rect.insideBox.inset(left: 1, right: 1)
        let count = min(curves.count, inside.height)
        let hidden = curves.count - count
        PanelBox(
            title: TextLine("metrics", theme[.title]),
            values: hidden > 0 ? [.init(TextLine("\(hidden) more", theme[.inactive]), importance: 0)] : [],
            frameStyle: theme[.probeFrame]
        ).render(into: &frame, in: rect)
        guard count > 0 else {
            EmptyText(text: "nothing has been logged yet", style: theme[.inactive]).render(into: &frame, in: inside)
            return
        }
        let nameWidth = min(Self.longestName, curves.map { $0.name.unicodeScalars.count }.max() ?? 0)
        let rows = inside.height / count
        for (index, curve) in curves.prefix(count).enumerated() {
            let place = Rect(x: inside.x, y: inside.y + index * rows, width: inside.width, height: rows)
            render(curve, nameWidth, into: &frame, in: place)
        }
    }

    private func render(_ curve: MetricHistory.Curve, _ nameWidth: Int, into frame: inout Frame, in rect: Rect) {
        let style = theme[MetricLook.role(curve.definition)]
        frame.text(curve.name, x: rect.x, y: rect.y, style: style, limit: min(nameWidth, rect.width))
        let value = NumberText.right(
            figures.newest(curve.name).map(NumberText.length) ?? NumberText.unknown, width: Self.valueWidth)
        let valueX = rect.x + nameWidth + 1
        frame.text(value, x: valueX, y: rect.y, style: style, limit: max(0, rect.right - valueX))
        let plot = rect.inset(left: nameWidth + Self.valueWidth + 3)
        guard plot.width > 0, let bounds = curve.drawn.extremes.range else { return }
        LineChart(
            series: [LineChart.Series(points: curve.drawn, style: style, mark: MetricLook.mark(curve.definition))],
            steps: span.steps, scale: .linear(LoggedView.widened(bounds)), symbols: symbols
        ).render(into: &frame, in: plot)
        ReadingLine(theme: theme, span: span).render(into: &frame, in: plot)
    }
}

extension Panel {
    /// The numbers that another program logs.
    package static let metrics = Panel("metrics", .course, of: [.watched]) {
        MetricsView(
            theme: $0.theme, symbols: $0.symbols, span: $0.span, curves: $0.run.metrics.named,
            figures: $0.figures.metrics)
    }
}
