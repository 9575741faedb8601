import RunEvents
import Tasks
import TerminalUI

/// All probes, with the letters that choose them.
struct ProbeMenuView: Widget {
    let theme: Theme
    /// The step on the screen.
    let step: Int
    /// The measurements that the run can have.
    let entries: [MeasurementKind]
    /// Whether that is the newest step of a run that is trained here.
    let isNow: Bool

    private static let width = 64

    func render(into frame: inout Frame, in rect: Rect) {
        let box = rect.centered(width: ProbeMenuView.width, height: entries.count + 4)
        frame.fill(box, style: theme.blank)
        PanelBox(
            title: TextLine("measure at \(NumberText.grouped(step))", theme[.title]),
            values: [.init(TextLine("any other key closes", theme[.inactive]), importance: 0)],
            frameStyle: theme[.title]
        ).render(into: &frame, in: box)
        let inside = box.insideBox.inset(left: 2, right: 2)
        KeyHelp(
            entries: entries.map {
                let name = NumberText.left($0.name, width: 13)
                return KeyHelp.Entry(keys: String($0.letter), text: name + $0.summary, importance: 0)
            }, keyStyle: theme[.key], textStyle: theme[.text]
        ).renderList(into: &frame, in: inside.inset(bottom: 2))
        let hint =
            isNow
            ? "\(ProbeMenu.cancelLetter)  cancels those under way; the run goes on meanwhile"
            : "the nearest checkpoint; capitals: this step; \(ProbeMenu.cancelLetter) cancels"
        frame.text(hint, x: inside.x, y: inside.bottom - 1, style: theme[.inactive], limit: inside.width)
    }
}

extension ProbeMenuView {
    init(_ model: Model) {
        self.init(
            theme: model.theme, step: model.shownStep,
            entries: ProbeMenu.entries.filter { model.run.config?.reasonToRefuse($0) == nil },
            isNow: model.place == .now)
    }
}
