import TerminalUI

/// What changes the gap, over time: signed parts of a whole on an axis from −1 to +1, and on the panel's lower edge the
/// marks of where k* moved.
struct GapStack: Widget {
    let theme: Theme
    let span: TimeSpan
    /// The parts of each interval, as many as there are looks.
    let samples: StepSamples<[Double]?>
    let looks: [Ribbon.Look]
    /// Steps between two samples.
    let hold: Int
    /// The steps at which k* changed, with the new k*.
    let changes: StepSeries
    /// The row of the panel's lower edge.
    let edge: Int

    func render(into frame: inout Frame, in rect: Rect) {
        let gutter = Rect(x: rect.x, y: rect.y, width: EigenvalueView.gutter, height: rect.height)
        frame.text("  +1", x: gutter.x, y: gutter.y, style: theme[.axis])
        frame.text("  −1", x: gutter.x, y: gutter.bottom - 1, style: theme[.axis])
        if rect.height % 2 == 1 {
            frame.text("   0", x: gutter.x, y: gutter.y + rect.height / 2, style: theme[.axis])
        }
        let plot = rect.inset(left: EigenvalueView.gutter)
        SignedStack(
            samples: samples, looks: looks, steps: span.steps, now: span.now, hold: hold,
            zero: Ribbon.Look("─", theme[.axis]), missing: Ribbon.Look("·", theme[.inactive])
        ).render(into: &frame, in: plot)
        ReadingLine(theme: theme, span: span, isOverBars: true).render(into: &frame, in: plot)
        MoveMarks(theme: theme, span: span, changes: changes)
            .render(into: &frame, in: Rect(x: plot.x, y: edge, width: plot.width, height: 1))
    }
}
