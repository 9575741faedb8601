import RunEvents
import TerminalUI

/// The class that the gap flow predicts, over time, below the measured one of the same window.
struct PredictionRibbonView: Widget {
    let theme: Theme
    let span: TimeSpan
    let history: GapHistory<GapFlowRecord>
    /// Steps between two gap flows.
    let hold: Int

    func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        frame.text(" pred ", x: rect.x, y: rect.y, style: theme[.axis], limit: rect.width)
        let records = history.records
        let missing = Ribbon.Look("·", theme[.inactive])
        Ribbon(
            samples: StepSamples(count: records.count, step: { records[$0].step }) { index in
                records[index].predictedClass.map { Ribbon.Look(ClassLook.glyph($0), theme[ClassLook.role($0)]) }
                    ?? missing
            }, steps: span.steps, now: span.now, hold: hold, missing: missing
        ).render(into: &frame, in: Layout.plot(of: rect))
        ReadingLine(theme: theme, span: span, isOverBars: true).render(into: &frame, in: Layout.plot(of: rect))
    }
}

extension PredictionRibbonView {
    init(_ model: Model) {
        self.init(theme: model.theme, span: model.span, history: model.run.edge.gapFlow, hold: model.coarse.hold)
    }
}
