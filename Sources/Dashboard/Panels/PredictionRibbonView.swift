import RunEvents
import TerminalUI

/// The class that the gap flow predicts, over time, below the measured one of the same window.
struct PredictionRibbonView: Widget {
    let model: Model
    let span: TimeSpan

    func render(into frame: inout Frame, in rect: Rect) {
        let theme = model.theme
        frame.text(" pred ", x: rect.x, y: rect.y, style: theme[.axis], limit: rect.width)
        let records = model.run.edge.gapFlow.records
        let missing = Ribbon.Look("·", theme[.inactive])
        Ribbon(
            samples: StepSamples(count: records.count, step: { records[$0].step }) { index in
                records[index].predictedClass.map { Ribbon.Look(ClassLook.glyph($0), theme[ClassLook.role($0)]) }
                    ?? missing
            }, limit: span.limit, now: span.now, hold: model.interval(.coarse) ?? 0, missing: missing
        ).render(into: &frame, in: Layout.plot(of: rect))
    }
}
