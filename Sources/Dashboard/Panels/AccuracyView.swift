import Lifecycle
import RunEvents
import Tasks
import TerminalUI

/// Train and test accuracy, and what happened, on the time axis that the ribbons share.
struct AccuracyView: Widget {
    let theme: Theme
    let symbols: Symbols
    let span: TimeSpan
    /// nil before the run has begun.
    let config: RunConfig?
    /// The task's words; nil before the run has begun.
    let taskText: TaskText?
    let evaluations: EvaluationHistory
    /// The evaluation whose figures are shown; nil before the first.
    let newest: EvaluationRecord?
    let phase: PhaseReading?
    /// The step at which the run grokked.
    let grokkedAt: Int?
    let entries: EventLog.LazyEntries
    let overlays: [Overlay]
    /// From 0 to 1 instead of the part that the run is in.
    let isFullAxis: Bool

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(
            title: TextLine(taskText?.accuracy ?? "accuracy", theme[.title]),
            detail: TextLine(taskText.map { " · " + $0.coordinate } ?? "", theme[.inactive]),
            values: values(width: rect.width), frameStyle: theme[.accuracyFrame]
        ).render(into: &frame, in: rect)

        let plot = Layout.plot(of: rect.inset(top: 1, bottom: 1))
        let (bounds, labels) = AccuracyBounds.axis(self.bounds, rows: plot.height)
        let gutter = Rect(x: plot.x - 5, y: plot.y, width: 5, height: plot.height)
        ValueAxis(scale: .linear(bounds), labels: labels, style: theme[.axis]).render(into: &frame, in: gutter)
        AccuracyBounds.grokkedMark(bounds, config?.thresholds.grokked, theme)?.render(into: &frame, in: gutter)
        OverlayLook.renderForks(overlays, span, theme, into: &frame, plot: plot)
        if evaluations.isEmpty, overlays.isEmpty {
            EmptyText(text: EmptyText.firstEvaluation(config), style: theme[.inactive]).render(into: &frame, in: plot)
        } else {
            chart(bounds).render(into: &frame, in: plot)
        }
        OverlayLegend(theme: theme, span: span, overlays: overlays, scale: .linear(bounds))
            .render(into: &frame, in: plot)
        ReadingLine(theme: theme, span: span).render(into: &frame, in: plot)
        TimeAxis(theme: theme, span: span, entries: entries, overlays: overlays).render(into: &frame, in: rect)
    }

    private var bounds: ClosedRange<Double> {
        guard !isFullAxis else { return 0...1 }
        guard span.magnification == 1 else { return AccuracyBounds.fitted(lowest: lowestShown) }
        let own = AccuracyBounds.fitted(evaluations)
        // What can be seen of the other runs is to lie within the axis too.
        let others = overlays.map { AccuracyBounds.fitted($0.state(at: span.steps.last).evaluations).lowerBound }
        return min(own.lowerBound, others.min() ?? 1)...1
    }

    /// The lowest accuracy in the part that is looked at, of this run and those beneath it.
    private var lowestShown: Double? {
        var extremes = Extremes()
        let beneath = overlays.flatMap { [$0.placed($0.run.evaluations.train), $0.placed($0.run.evaluations.test)] }
        for curve in [evaluations.train, evaluations.test] + beneath {
            extremes.take(curve.extremes(within: span.steps))
        }
        return extremes.range?.lowerBound
    }

    private func chart(_ bounds: ClosedRange<Double>) -> LineChart {
        LineChart(
            series: OverlayLook.accuracies(overlays, theme) + [
                LineChart.Series(points: evaluations.train, style: theme[.train], mark: "."),
                LineChart.Series(points: evaluations.test, style: theme[.test], mark: "o"),
            ], steps: span.steps, scale: .linear(bounds), symbols: symbols)
    }

    /// Each as wide as it can become, so that none moves another.
    private func values(width: Int) -> [PanelBox.Value] {
        let norm = newest.map { NumberText.fixed($0.parameterNorm, decimals: 1) } ?? NumberText.unknown
        let loss = newest.map { NumberText.fixed($0.testLoss, width: 5) } ?? NumberText.unknown
        var values = [
            PanelBox.Value(TextLine("‖θ‖ \(NumberText.right(norm, width: 5))", theme[.inactive]), importance: 1),
            PanelBox.Value(TextLine("test loss \(NumberText.right(loss, width: 5))", theme[.inactive]), importance: 0),
        ]
        values.append(PanelBox.Value(phaseLine(width: width), importance: 2))
        if taskText?.countsSequences == true { values.append(PanelBox.Value(tokensRight(newest), importance: 2)) }
        if overlays.count == 1, let overlay = overlays.first {
            let other = overlay.state(at: span.readStep).evaluations.newest?.decidingTestAccuracy
            let text = other.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.unknown
            values.append(
                PanelBox.Value(
                    TextLine("\(overlay.label) \(NumberText.right(text, width: 5))", OverlayLook.style(.test, theme)),
                    importance: 3))
        }
        var train = accuracy(newest?.decidingTrainAccuracy, name: "train ", .train)
        var test = accuracy(newest?.decidingTestAccuracy, name: "test ", .test)
        // The figure of a run beneath takes this room on a narrow screen.
        if width >= (overlays.isEmpty ? 76 : 100), let config = config {
            let data = config.data
            let part = min(config.evaluation.testSequences, data.testSequences)
            // Of the train set it is nearly always all.
            if width >= 100 {
                train = train + count(newest?.trainSequences ?? data.trainSequences, most: data.trainSequences)
            }
            test = test + count(newest?.testSequences ?? part, most: data.testSequences)
        }
        values.append(PanelBox.Value(train, importance: 4))
        values.append(PanelBox.Value(test, importance: 5))
        return values
    }

    /// Where in the lifecycle the run is, since when it is said to generalize, and how long that was before it grokked
    /// (+) or after (−).
    private func phaseLine(width: Int) -> TextLine {
        let reading = phase
        let since = reading?.generalizingSince
        let lead = PhaseText.lead(saidAt: since, grokkedAt: grokkedAt) ?? ""
        let style = reading.map { theme[PhaseText.role($0.phase)] } ?? theme[.inactive]
        let stepWidth = NumberText.grouped(config?.steps ?? 0).unicodeScalars.count
        guard width >= 100 else {
            let name = reading.map { PhaseText.shortName($0.phase) } ?? NumberText.unknown
            return TextLine(NumberText.left(name, width: 8), style)
                + TextLine(NumberText.right(lead.filter { $0 != "," }, width: 6), theme[.marker])
        }
        let name = reading.map { PhaseText.name($0.phase) } ?? NumberText.unknown
        let step = NumberText.left(since.map(NumberText.grouped) ?? NumberText.unknown, width: stepWidth)
        return TextLine(NumberText.left(name, width: 13), style)
            + TextLine(
                width >= 140 ? " · generalizing since " : " \(LogEntry.Kind.generalizing.glyph) ", theme[.inactive])
            + TextLine(step, theme[.text]) + TextLine(NumberText.right(lead, width: stepWidth + 1), theme[.marker])
    }

    private func accuracy(_ value: Double?, name: String = "", _ role: Theme.Role) -> TextLine {
        let text = value.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.unknown
        return TextLine(name + NumberText.right(text, width: 5), theme[role])
    }

    /// How many sequences an accuracy stands on.
    private func count(_ sequences: Int, most: Int) -> TextLine {
        let width = NumberText.grouped(most).unicodeScalars.count
        return TextLine(" of " + NumberText.right(NumberText.grouped(sequences), width: width), theme[.inactive])
    }

    /// Beside the accuracy of whole sequences that of their tokens, train and test in their colours.
    private func tokensRight(_ newest: EvaluationRecord?) -> TextLine {
        TextLine("tokens right ", theme[.inactive]) + accuracy(newest?.trainAccuracy, .train)
            + TextLine(" ", theme[.text]) + accuracy(newest?.testAccuracy, .test)
    }
}

extension AccuracyView {
    init(_ model: Model) {
        let (run, figures) = (model.run, model.figures)
        self.init(
            theme: model.theme, symbols: model.symbols, span: model.span, config: run.config, taskText: model.taskText,
            evaluations: run.evaluations, newest: figures.evaluations.newest, phase: figures.edge.phase,
            grokkedAt: run.grokked?.step,
            entries: run.log.entries, overlays: model.shownOverlays, isFullAxis: model.isFullAxis)
    }
}
