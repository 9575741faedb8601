import RunEvents
import TerminalUI

/// ‖θ‖ of all parameters on a logarithmic axis, of this run and of those beneath it.
struct NormsView: Widget {
    let theme: Theme
    let symbols: Symbols
    let span: TimeSpan
    let evaluations: EvaluationHistory
    /// The evaluation whose figure is shown; nil before the first.
    let newest: EvaluationRecord?
    let overlays: [Overlay]
    /// What it says before there is an evaluation.
    let emptyText: String

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(title: TextLine("norms", theme[.title]), values: values, frameStyle: theme[.probeFrame])
            .render(into: &frame, in: rect)
        let inside = rect.insideBox
        guard let shown = exponents else {
            let text = evaluations.isEmpty ? emptyText : "no norm that is finite and above zero"
            EmptyText(text: text, style: theme[.inactive]).render(into: &frame, in: inside)
            return
        }
        let ticks = EvenTicks(shown, rows: inside.height, steps: EvenTicks.roundSteps(for: Self.length(shown)))
        let labels = ticks.values.map { exponent in
            let value = Logarithm.power10(exponent)
            return ValueAxis.Label(value: value, text: NumberText.right(NumberText.length(value), width: 4))
        }
        let scale = ValueScale.logarithmic(ticks.bounds)
        let gutter = Rect(x: inside.x, y: inside.y, width: EigenvalueView.gutter - 1, height: inside.height)
        ValueAxis(scale: scale, labels: labels, style: theme[.axis]).render(into: &frame, in: gutter)
        let plot = inside.inset(left: EigenvalueView.gutter)
        LineChart(
            series: OverlayLook.figures(overlays, theme, .parameterNorm) + [
                LineChart.Series(points: evaluations.curve(.parameterNorm), style: theme[.test], mark: "~")
            ], steps: span.steps, scale: scale, symbols: symbols
        ).render(into: &frame, in: plot)
        ReadingLine(theme: theme, span: span).render(into: &frame, in: plot)
    }

    private static func length(_ range: ClosedRange<Double>) -> Double { range.upperBound - range.lowerBound }

    /// Exponents of ten of all norms that are shown, a little apart where there is one norm only.
    private var exponents: ClosedRange<Double>? {
        var extremes = Extremes()
        let curves =
            [evaluations.curve(.parameterNorm)]
            + overlays.map { $0.placed($0.run.evaluations.curve(.parameterNorm)) }
        for curve in curves { extremes.take(curve.extremes(within: span.steps)) }
        guard let range = extremes.range, let low = Logarithm.base10(range.lowerBound),
            let high = Logarithm.base10(range.upperBound)
        else { return nil }
        let margin = max(0.01, (high - low) * 0.05)
        return low - margin...high + margin
    }

    private var values: [PanelBox.Value] {
        let figure = newest.map { NumberText.length($0.parameterNorm) } ?? NumberText.unknown
        return [
            PanelBox.Value(TextLine("log", theme[.inactive]), importance: 0),
            PanelBox.Value(TextLine("‖θ‖ \(NumberText.right(figure, width: 7))", theme[.test]), importance: 1),
        ]
    }
}

extension Panel {
    /// The norm of the parameters over time.
    package static let norms = Panel("norms", .course, of: [.trained], sharesTime: true) {
        NormsView(
            theme: $0.theme, symbols: $0.symbols, span: $0.span, evaluations: $0.run.evaluations,
            newest: $0.figures.evaluations.newest, overlays: $0.shownOverlays,
            emptyText: EmptyText.firstEvaluation($0.run.config))
    }
}
