import RunEvents
import TerminalUI

/// What another program logs, on the time axis that the ribbons share: its accuracies where it has some, else its
/// losses on a logarithmic axis, else the first number of all.
struct LoggedView: Widget {
    let theme: Theme
    let symbols: Symbols
    let span: TimeSpan
    let metrics: MetricHistory
    /// The same up to the step whose figures are shown.
    let figures: MetricHistory
    let entries: EventLog.LazyEntries
    let overlays: [Overlay]
    /// The test accuracy at which the run has grokked; nil where nobody looks for it.
    let grokkedAccuracy: Double?
    /// From 0 to 1 instead of the part that the accuracies are in.
    let isFullAxis: Bool

    /// What the axis is of.
    private enum Axis {
        case accuracy(ClosedRange<Double>)
        /// Bounds as exponents of ten.
        case loss(ClosedRange<Double>)
        case plain(ClosedRange<Double>)
    }

    func render(into frame: inout Frame, in rect: Rect) {
        let curves = Self.shown(metrics)
        PanelBox(
            title: TextLine(title(curves), theme[.title]), values: values(curves), frameStyle: theme[.accuracyFrame]
        ).render(into: &frame, in: rect)
        let plot = Layout.plot(of: rect.inset(top: 1, bottom: 1))
        if let axis = axis(curves) {
            render(axis, curves, into: &frame, plot: plot)
        } else {
            let text = curves.isEmpty ? "run.log(train_loss=…) draws a curve here" : "no value that can be drawn"
            EmptyText(text: text, style: theme[.inactive]).render(into: &frame, in: plot)
        }
        ReadingLine(theme: theme, span: span).render(into: &frame, in: plot)
        TimeAxis(theme: theme, span: span, entries: entries, overlays: overlays).render(into: &frame, in: rect)
    }

    /// The curves that stand here; the others have rows in `MetricsView` alone. Where there are accuracies, or losses,
    /// of a set, one that is of none (of single batches, mostly) would only hide them.
    static func shown(_ metrics: MetricHistory) -> [MetricHistory.Curve] {
        for choice in [metrics.accuracies, metrics.losses] where !choice.isEmpty {
            let ofSets = choice.filter { $0.definition.dataset != nil }
            return ofSets.isEmpty ? choice : ofSets
        }
        return Array(metrics.named.prefix(1))
    }

    private func title(_ curves: [MetricHistory.Curve]) -> String {
        if !metrics.accuracies.isEmpty { return "accuracy" }
        if !metrics.losses.isEmpty { return "loss" }
        return curves.first?.name ?? "metrics"
    }

    private func render(_ axis: Axis, _ curves: [MetricHistory.Curve], into frame: inout Frame, plot: Rect) {
        let gutter = Rect(x: plot.x - 5, y: plot.y, width: 5, height: plot.height)
        let drawn = Self.drawn(axis, rows: plot.height)
        ValueAxis(scale: drawn.scale, labels: drawn.labels, style: theme[.axis]).render(into: &frame, in: gutter)
        if case .accuracy = axis {
            AccuracyBounds.grokkedMark(drawn.bounds, grokkedAccuracy, theme)?.render(into: &frame, in: gutter)
        }
        let isLogarithmic = if case .loss = axis { true } else { false }
        LineChart(
            series: beneath(axis) + curves.map { series($0, isLogarithmic, theme[MetricLook.role($0.definition)]) },
            steps: span.steps, scale: .linear(drawn.bounds), symbols: symbols
        ).render(into: &frame, in: plot)
    }

    private func series(_ curve: MetricHistory.Curve, _ isLogarithmic: Bool, _ style: Style) -> LineChart.Series {
        LineChart.Series(
            points: isLogarithmic ? curve.logarithms : curve.values, style: style,
            mark: MetricLook.mark(curve.definition))
    }

    /// The curves of the runs beneath that are of the kind that the axis is of: a loss has no place on an axis of
    /// accuracies.
    private func beneath(_ axis: Axis) -> [LineChart.Series] {
        overlays.enumerated().flatMap { index, overlay -> [LineChart.Series] in
            let other = overlay.run.metrics
            let curves =
                switch axis {
                case .accuracy: other.accuracies
                case .loss: other.losses
                case .plain: other.accuracies.isEmpty && other.losses.isEmpty ? Self.shown(other) : []
                }
            let ofSets = curves.filter { $0.definition.dataset != nil }
            let isLogarithmic = if case .loss = axis { true } else { false }
            return (ofSets.isEmpty ? curves : ofSets).map { curve in
                let role = MetricLook.role(curve.definition)
                var series = series(
                    curve, isLogarithmic, OverlayLook.style(at: index, of: overlays.count, role, theme))
                series.points = overlay.placed(series.points)
                series.mark = overlays.count == 1 ? "," : OverlayLook.letter(index)
                return series
            }
        }
    }

    /// nil where no curve has a value that can be drawn.
    private func axis(_ curves: [MetricHistory.Curve]) -> Axis? {
        if !metrics.accuracies.isEmpty {
            guard !isFullAxis else { return .accuracy(0...1) }
            if span.magnification > 1 {
                var extremes = Extremes()
                for curve in curves { extremes.take(curve.values.extremes(within: span.steps)) }
                return .accuracy(AccuracyBounds.fitted(lowest: extremes.range?.lowerBound))
            }
            return .accuracy(AccuracyBounds.fitted(lowest: metrics.lowestAccuracySinceClimb))
        }
        var extremes = Extremes()
        for curve in curves { extremes.take(curve.drawn.extremes(within: span.steps)) }
        guard let bounds = extremes.range else { return nil }
        return metrics.losses.isEmpty ? .plain(Self.widened(bounds)) : .loss(Decades.bounds(exponents: bounds))
    }

    /// A curve that stands still lies in the middle.
    static func widened(_ bounds: ClosedRange<Double>) -> ClosedRange<Double> {
        guard bounds.lowerBound == bounds.upperBound else { return bounds }
        let margin = max(abs(bounds.lowerBound), 1) / 2
        return bounds.lowerBound - margin...bounds.upperBound + margin
    }

    /// The axis as it is drawn: the scale of its labels, and the bounds of its curves. Curves of losses are drawn by
    /// their logarithms.
    private static func drawn(_ axis: Axis, rows: Int) -> (
        scale: ValueScale, labels: [ValueAxis.Label], bounds: ClosedRange<Double>
    ) {
        switch axis {
        case .accuracy(let bounds):
            let (bounds, labels) = AccuracyBounds.axis(bounds, rows: rows)
            return (.linear(bounds), labels, bounds)
        case .loss(let exponents):
            let (exponents, labels) = Decades.axis(exponents, rows: rows)
            return (.logarithmic(exponents), labels, exponents)
        case .plain(let bounds):
            let steps = EvenTicks.roundSteps(for: bounds.upperBound - bounds.lowerBound)
            let ticks = EvenTicks(bounds, rows: rows, steps: steps)
            let labels = ticks.values.map { ValueAxis.Label(value: $0, text: NumberText.length($0)) }
            return (.linear(ticks.bounds), labels, ticks.bounds)
        }
    }

    /// The newest values, each as wide as it can become. Those of the test set are missed most.
    private func values(_ curves: [MetricHistory.Curve]) -> [PanelBox.Value] {
        curves.enumerated().map { index, curve in
            let value = figures.newest(curve.name).map(NumberText.length) ?? NumberText.unknown
            return PanelBox.Value(
                TextLine(
                    "\(curve.name) \(NumberText.right(value, width: 7))", theme[MetricLook.role(curve.definition)]),
                importance: (curve.definition.dataset == .test ? curves.count : 0) - index)
        }
    }
}

extension LoggedView {
    init(_ model: Model) {
        self.init(
            theme: model.theme, symbols: model.symbols, span: model.span, metrics: model.run.metrics,
            figures: model.figures.metrics,
            entries: model.run.log.entries, overlays: model.shownOverlays,
            grokkedAccuracy: model.run.description?.watched?.marks?.grokked, isFullAxis: model.isFullAxis)
    }
}
