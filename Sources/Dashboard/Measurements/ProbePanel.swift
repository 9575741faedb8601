import RunEvents
import Tasks
import TerminalUI

/// What panels about probes have in common.
enum ProbePanel {
    /// "  ablating…" beside a title while probes are under way, or asked for.
    static func underWay(_ model: Model) -> TextLine {
        TextLine(ProbeProgress(model).title.map { "  " + $0 } ?? "", model.theme[.marker])
    }

    /// "ablation at 1,000". An answer about the past stays while one goes on through it: it says too which step is
    /// shown.
    static func title(_ name: String, _ step: Int, isAnswer: Bool, _ model: Model) -> TextLine {
        let title = TextLine("\(name) at \(NumberText.grouped(step))", model.theme[.title])
        let isElsewhere = isAnswer && step != model.shownStep
        let elsewhere = isElsewhere ? " · shown is \(NumberText.grouped(model.shownStep))" : ""
        return title + TextLine(elsewhere, model.theme[.inactive]) + underWay(model)
    }

    static func tokens(_ tokens: Int, width: Int, _ model: Model) -> PanelBox.Value {
        let noun = width >= 58 ? " " + (model.taskText?.tokens ?? "tokens") : ""
        return PanelBox.Value(
            TextLine("n = \(NumberText.grouped(tokens))\(noun)", model.theme[.inactive]), importance: 1)
    }

    /// The box of a measurement with its newest values; what it holds is drawn into the rectangle that is returned.
    static func measurement(
        _ kind: MeasurementKind, _ step: Int, _ values: [PanelBox.Value], _ model: Model, into frame: inout Frame,
        in rect: Rect
    ) -> Rect {
        PanelBox(
            title: title(kind.rawValue, step, isAnswer: model.answers[kind] != nil, model), values: values,
            frameStyle: model.theme[.probeFrame]
        ).render(into: &frame, in: rect)
        return rect.insideBox.inset(left: 1, right: 1)
    }

    /// In the place of a measurement that nobody has made.
    static func empty(_ kind: MeasurementKind, _ model: Model, into frame: inout Frame, in rect: Rect) {
        let hint = model.run.isFinished && model.place == .now ? "none was made" : "m opens the menu of measurements"
        empty(kind.rawValue, hint, model, into: &frame, in: rect)
    }

    /// A share of something, or that there is none.
    static func decimals(_ value: Double?, width: Int = 6) -> String {
        NumberText.right(value.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.unknown, width: width)
    }

    /// What the figures are a share of.
    static func accuracy(_ model: Model) -> String { model.taskText?.probeAccuracy ?? "accuracy" }

    /// The unit of the figures, at the right end of the title.
    static func unit(_ text: String, _ model: Model) -> PanelBox.Value {
        PanelBox.Value(TextLine(text, model.theme[.text]), importance: 2)
    }

    static func empty(_ title: String, _ hint: String, _ model: Model, into frame: inout Frame, in rect: Rect) {
        let theme = model.theme
        PanelBox(title: TextLine(title, theme[.title]) + underWay(model), frameStyle: theme[.probeFrame])
            .render(into: &frame, in: rect)
        EmptyText(text: ProbeProgress(model).hint ?? hint, style: theme[.inactive])
            .render(into: &frame, in: rect.insideBox)
    }
}

/// In the place of the last probe while there has been none.
struct NoProbeView: Widget {
    let model: Model

    func render(into frame: inout Frame, in rect: Rect) {
        ProbePanel.empty(
            "last probe", model.run.isFinished ? "none was made" : "press a, p or m", model, into: &frame, in: rect)
    }
}
