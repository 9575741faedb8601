import RunEvents
import TerminalUI

/// The last row: keys, or for the time being a question, a prompt or a notice.
struct FooterView: Widget {
    let model: Model

    private var theme: Theme { model.theme }

    func render(into frame: inout Frame, in rect: Rect) {
        switch model.mode {
        case .askingToQuit:
            render("Stop the run? y/n", theme[.alert], into: &frame, in: rect)
        case .typingWeightDecay(let input, let problem):
            let hint =
                problem.map { TextLine("\($0): \(WeightDecayInput.accepted)", theme[.alert]) }
                ?? TextLine("\(WeightDecayInput.accepted) · Enter sets, Esc leaves", theme[.selected])
            PromptLine(label: "ω =", input: input, hint: hint, style: theme[.selected])
                .render(into: &frame, in: rect)
        case .watching, .help:
            if let notice = model.notice {
                render(notice.text, notice.isAlert ? theme[.alert] : theme[.text], into: &frame, in: rect)
            } else {
                renderKeys(into: &frame, in: rect)
            }
        }
    }

    private func render(_ text: String, _ style: Style, into frame: inout Frame, in rect: Rect) {
        frame.text(" \(text) ", x: rect.x, y: rect.y, style: style, limit: rect.width)
    }

    private func renderKeys(into frame: inout Frame, in rect: Rect) {
        var room = rect
        var bindings = KeyBinding.table
        if let finished = model.run.finished {
            let used = frame.text(
                " finished at \(NumberText.grouped(finished.step)) · q leaves ", x: rect.x, y: rect.y,
                style: theme[.title], limit: rect.width)
            room = rect.inset(left: used)
            bindings.removeAll { $0.action.isCommand || $0.action == .quit }
        }
        KeyHelp(
            entries: bindings.compactMap { binding in
                binding.footer.map {
                    KeyHelp.Entry(keys: $0.label, text: $0.name, importance: $0.importance)
                }
            }, keyStyle: theme[.key], textStyle: theme[.inactive]
        ).renderRow(into: &frame, in: room)
    }
}
