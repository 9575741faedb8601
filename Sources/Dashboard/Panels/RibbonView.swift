import RunEvents
import TerminalUI

/// The class of the edge over time, of one window. Two rows of it stand under one another: where they disagree, the
/// window is talking and not the network.
struct RibbonView: Widget {
    let model: Model
    let span: TimeSpan
    let window: Model.Window

    func render(into frame: inout Frame, in rect: Rect) {
        let theme = model.theme
        let isShownBelow = model.window == window
        frame.text(
            label, x: rect.x, y: rect.y, style: isShownBelow ? theme[.text] : theme[.axis], limit: Layout.gutter)
        let windows = model.history(window).windows
        Ribbon(
            samples: StepSamples(count: windows.count, step: { windows[$0].step }) { index in
                let driveClass = windows[index].driveClass
                return Ribbon.Look(ClassLook.glyph(driveClass), theme[ClassLook.role(driveClass)])
            }, limit: span.limit, now: span.now, hold: model.interval(window) ?? 0,
            missing: Ribbon.Look("·", theme[.inactive])
        ).render(into: &frame, in: Layout.plot(of: rect))
    }

    private var label: String {
        let text = window == .fine ? "fine" : model.interval(.coarse).map { "N\($0)" } ?? "N –"
        return " " + NumberText.left(text, width: 4)
    }
}

extension Model {
    func history(_ window: Window) -> SpectrumHistory {
        window == .fine ? run.fine : run.coarse
    }

    /// N.
    func interval(_ window: Window) -> Int? {
        run.config.map { min(RunState.greatestStep, window == .fine ? $0.spectrum.fineInterval : $0.spectrum.interval) }
    }

    /// What a panel about a window says before it has one.
    func firstWindowText(_ window: Window) -> String {
        guard let config = run.config, let interval = interval(window) else { return "waiting for the run to begin" }
        return "first window at step \(NumberText.grouped(interval * min(config.spectrum.window, 1 << 20)))"
    }
}
