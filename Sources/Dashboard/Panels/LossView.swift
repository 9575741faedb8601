import RunEvents
import TerminalUI

/// Train and test loss on a logarithmic axis, and ‖θ‖ beneath them on its own scale. A loss that still falls while
/// accuracy stands still, or that rises before it falls, shows here first. Where there is room, so does what softmax
/// collapse has left of the train loss, and whether descent only makes θ longer.
struct LossView: Widget {
    let theme: Theme
    let symbols: Symbols
    let span: TimeSpan
    let evaluations: EvaluationHistory
    /// The evaluation whose figures are shown; nil before the first.
    let newest: EvaluationRecord?
    let overlays: [Overlay]
    /// What it says before there is an evaluation.
    let emptyText: String

    private typealias Figure = EvaluationHistory.Figure

    /// Rows from which the collapse stands inside, and not on the upper edge.
    private static let roomForCollapse = 8

    func render(into frame: inout Frame, in rect: Rect) {
        var inside = rect.insideBox
        let hasRoom = inside.height >= Self.roomForCollapse
        PanelBox(
            title: TextLine("loss", theme[.title]), values: (hasRoom ? [] : collapse) + values,
            frameStyle: theme[.probeFrame]
        ).render(into: &frame, in: rect)
        if hasRoom, !collapse.isEmpty {
            let line = collapse.map(\.line).reduce(TextLine()) { $0 + TextLine("  ", theme[.inactive]) + $1 }
            frame.text(line, x: inside.x, y: inside.bottom - 1, limit: inside.width)
            inside = inside.inset(bottom: 1)
        }
        guard let shown = exponents else {
            let text = evaluations.isEmpty && overlays.isEmpty ? emptyText : "no loss that is finite and above zero"
            EmptyText(text: text, style: theme[.inactive]).render(into: &frame, in: inside)
            return
        }
        let gutter = Rect(x: inside.x, y: inside.y, width: EigenvalueView.gutter - 1, height: inside.height)
        let (exponents, labels) = Decades.axis(shown, rows: inside.height)
        ValueAxis(scale: .logarithmic(exponents), labels: labels, style: theme[.axis]).render(into: &frame, in: gutter)
        let plot = inside.inset(left: EigenvalueView.gutter)
        OverlayLook.renderForks(overlays, span, theme, into: &frame, plot: plot)
        if let norms {
            let curve = series(evaluations, .parameterNorm, theme[.inactive], "~")
            chart([curve], .linear(norms)).render(into: &frame, in: plot)
        }
        chart(losses, .linear(exponents)).render(into: &frame, in: plot)
        ReadingLine(theme: theme, span: span).render(into: &frame, in: plot)
    }

    private func chart(_ series: [LineChart.Series], _ scale: ValueScale) -> LineChart {
        LineChart(series: series, steps: span.steps, scale: scale, symbols: symbols)
    }

    private func series(
        _ history: EvaluationHistory, _ figure: Figure, _ style: Style, _ mark: Unicode.Scalar
    ) -> LineChart.Series {
        LineChart.Series(points: history.curve(figure), style: style, mark: mark)
    }

    /// The curves of the losses: the other runs beneath this one, the test loss on top.
    private var losses: [LineChart.Series] {
        OverlayLook.losses(overlays, theme) + [
            series(evaluations, .trainLossExponent, theme[.train], "."),
            series(evaluations, .testLossExponent, theme[.test], "o"),
        ]
    }

    /// The bounds of the axis as exponents of ten, around what can be seen of all runs; nil where no loss can be.
    private var exponents: ClosedRange<Double>? {
        let figures = [Figure.trainLossExponent, .testLossExponent]
        let extremes = extremes(
            figures.map(evaluations.curve)
                + overlays.flatMap { overlay in
                    let history = overlay.state(at: span.steps.last).evaluations
                    return figures.map { overlay.placed(history.curve($0)) }
                })
        return extremes.map(Decades.bounds(exponents:))
    }

    /// From the smallest norm to the largest; a norm that stands still lies in the middle.
    private var norms: ClosedRange<Double>? {
        extremes([evaluations.curve(.parameterNorm)]).map { norms in
            norms.lowerBound < norms.upperBound ? norms : norms.lowerBound - 1...norms.upperBound + 1
        }
    }

    /// The smallest and the largest value of all curves; nil where all values are gaps.
    private func extremes(_ curves: [StepSeries]) -> ClosedRange<Double>? {
        var extremes = Extremes()
        for curve in curves { extremes.take(curve.extremes(within: span.steps)) }
        return extremes.range
    }

    /// The newest figures, each as wide as it can become, so that none moves another.
    private var values: [PanelBox.Value] {
        var values = [
            PanelBox.Value(TextLine("log", theme[.inactive]), importance: 0),
            value("‖θ‖ ", newest.map { NumberText.fixed($0.parameterNorm, decimals: 1) }, 5, theme[.inactive], 1),
        ]
        if overlays.count == 1, let overlay = overlays.first {
            let other = overlay.state(at: span.readStep).evaluations.newest
            let style = OverlayLook.style(.test, theme)
            values.append(value("\(overlay.label) ", other.map { NumberText.length($0.testLoss) }, 7, style, 2))
        }
        values.append(value("train ", newest.map { NumberText.length($0.trainLoss) }, 7, theme[.train], 3))
        values.append(value("test ", newest.map { NumberText.length($0.testLoss) }, 7, theme[.test], 4))
        return values
    }

    /// The share of the train tokens whose loss is zero in single precision, and cos(−∇L, θ); empty where the recording
    /// has neither.
    private var collapse: [PanelBox.Value] {
        guard let newest, let share = newest.trainZeroLossShare else { return [] }
        let percent = NumberText.fixed(100 * share, width: 4) + " %"
        let cosine = newest.descentCosine.map { NumberText.signed($0, decimals: 3) }
        return [
            value("zero loss ", percent, 6, theme[.train], 0), value("cos(−∇L, θ) ", cosine, 6, theme[.inactive], -1),
        ]
    }

    private func value(_ name: String, _ figure: String?, _ width: Int, _ style: Style, _ importance: Int)
        -> PanelBox.Value
    {
        PanelBox.Value(
            TextLine(name + NumberText.right(figure ?? NumberText.unknown, width: width), style),
            importance: importance)
    }
}

extension Panel {
    /// Train and test loss, with the norm of the parameters.
    package static let loss = Panel("loss", .course, of: [.trained], roomFrom: 260, sharesTime: true) {
        LossView(
            theme: $0.theme, symbols: $0.symbols, span: $0.span, evaluations: $0.run.evaluations,
            newest: $0.figures.evaluations.newest, overlays: $0.shownOverlays,
            emptyText: EmptyText.firstEvaluation($0.run.config))
    }
}
