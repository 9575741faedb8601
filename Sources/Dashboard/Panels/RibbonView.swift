import RunEvents
import TerminalUI

/// The class of the edge over time, of one window. Two rows of it stand under one another: where they disagree, the
/// window is talking and not the network.
struct RibbonView: Widget {
    let theme: Theme
    let span: TimeSpan
    let window: WindowSlice
    let label: String
    /// Whether the panels below show the same window.
    let isShownBelow: Bool

    func render(into frame: inout Frame, in rect: Rect) {
        frame.text(
            label, x: rect.x, y: rect.y, style: isShownBelow ? theme[.text] : theme[.axis], limit: Layout.gutter)
        let windows = window.history.windows
        Ribbon(
            samples: StepSamples(count: windows.count, step: { windows[$0].step }) { index in
                let driveClass = windows[index].driveClass
                return Ribbon.Look(ClassLook.glyph(driveClass), theme[ClassLook.role(driveClass)])
            }, steps: span.steps, now: span.now, hold: window.hold,
            missing: Ribbon.Look("·", theme[.inactive])
        ).render(into: &frame, in: Layout.plot(of: rect))
        ReadingLine(theme: theme, span: span, isOverBars: true).render(into: &frame, in: Layout.plot(of: rect))
    }
}

extension RibbonView {
    init(_ model: Model, _ window: Model.ShownWindow) {
        let slice = WindowSlice(model.run, window)
        let name = window == .fine ? "fine" : slice.interval.map { "N\($0)" } ?? "N –"
        self.init(
            theme: model.theme, span: model.span, window: slice, label: " " + NumberText.left(name, width: 4),
            isShownBelow: model.window == window)
    }
}
