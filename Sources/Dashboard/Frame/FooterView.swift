import RunEvents
import TerminalUI

/// The last row: keys, or for the time being a question, a prompt or a notice. While one looks back it says where; and
/// while the run is not recorded as it should be, that, whatever else there is to say.
struct FooterView: Widget {
    let model: Model

    private var theme: Theme { model.theme }

    private var recordingProblem: String? {
        switch model.recording {
        case .failed(let reason): "not recorded: \(reason)"
        case .waiting(let reason): "recording waits: \(reason)"
        case .off, .to: nil
        }
    }

    func render(into frame: inout Frame, in rect: Rect) {
        var room = rect
        if let problem = recordingProblem {
            // Half of the row at most: what a person is typing must be seen as well.
            let used = frame.text(
                " \(problem) ", x: rect.x, y: rect.y, style: theme[.alert], limit: rect.width / 2)
            room = room.inset(left: used)
        }
        switch model.mode {
        case .askingToQuit:
            render("Stop the run? y/n", theme[.alert], into: &frame, in: room)
        case .askingToRewind(let step):
            let question = "rewind to \(NumberText.grouped(step))? the run as it is now is kept (y/n)"
            render(question, theme[.alert], into: &frame, in: room)
        case .typingWeightDecay(let input, let problem):
            prompt("ω =", input, problem, WeightDecayInput.accepted, end: "Enter sets", into: &frame, in: room)
        case .typingStep(let input, let problem):
            let accepted = StepInput.accepted(newest: model.run.newestStep)
            prompt("go to step", input, problem, accepted, end: "Enter goes", into: &frame, in: room)
        case .typingFork(let step, let input, let problem):
            let present = model.run.weightDecay.map(NumberText.short) ?? NumberText.unknown
            let accepted = problem == nil ? "empty for \(present), as it is there" : WeightDecayInput.accepted
            prompt(
                "fork at \(NumberText.grouped(step)), ω =", input, problem, accepted, end: "Enter forks", into: &frame,
                in: room)
        case .watching, .help, .choosingProbe:
            if let notice = model.notice {
                render(notice.text, notice.isAlert ? theme[.alert] : theme[.text], into: &frame, in: room)
            } else {
                renderWhereAndKeys(into: &frame, in: room)
            }
        }
    }

    private func render(_ text: String, _ style: Style, into frame: inout Frame, in rect: Rect) {
        frame.text(" \(text) ", x: rect.x, y: rect.y, style: style, limit: rect.width)
    }

    private func prompt(
        _ label: String, _ input: TextInput, _ problem: String?, _ accepted: String, end: String,
        into frame: inout Frame, in rect: Rect
    ) {
        let hint =
            problem.map { TextLine("\($0): \(accepted)", theme[.alert]) }
            ?? TextLine("\(accepted) · \(end), Esc leaves", theme[.selected])
        PromptLine(label: label, input: input, hint: hint, style: theme[.selected]).render(into: &frame, in: rect)
    }

    private func renderWhereAndKeys(into frame: inout Frame, in rect: Rect) {
        var room = rect
        if model.cursor != nil || model.place == .replay {
            room = room.inset(left: renderPosition(into: &frame, in: rect))
        } else if model.place == .now, let finished = model.run.finished {
            let used = frame.text(
                " finished at \(NumberText.grouped(finished.step)) · q leaves ", x: rect.x, y: rect.y,
                style: theme[.title], limit: rect.width)
            room = room.inset(left: used)
        } else if let time = model.recorderGone, !model.run.isFinished {
            let text =
                switch model.source.kind {
                case .following(let name):
                    " interrupted, last heard of at \(time) · q, then groktop resume \(name) "
                case .live, .replay, .stream: " the stream ended at \(time) · q leaves "
                }
            room = room.inset(left: frame.text(text, x: rect.x, y: rect.y, style: theme[.alert], limit: rect.width))
        }
        if let working = model.working {
            render(working, theme[.text], into: &frame, in: room)
        } else {
            renderKeys(into: &frame, in: room)
        }
    }

    /// " 1,600 of 10,000 ━━━●──── ".
    ///
    /// - Returns: the columns used.
    private func renderPosition(into frame: inout Frame, in rect: Rect) -> Int {
        let newest = NumberText.grouped(model.run.newestStep)
        let step = NumberText.right(NumberText.grouped(model.shownStep), width: newest.unicodeScalars.count)
        var line = TextLine(" \(step)", theme[.marker]) + TextLine(" of \(newest) ", theme[.inactive])
        // At 60 columns there is no room, at 120 for all that help to read it.
        let width = min(16, max(0, (rect.width - 60) * 2 / 5))
        if width > 0 {
            let place = min(width - 1, model.shownStep * width / max(1, model.run.newestStep))
            line.append(String(repeating: "━", count: place) + "●", theme[.marker])
            line.append(String(repeating: "─", count: width - 1 - place) + " ", theme[.axis])
        }
        return frame.text(line, x: rect.x, y: rect.y, limit: rect.width)
    }

    private func renderKeys(into frame: inout Frame, in rect: Rect) {
        var bindings = model.bindings
        if model.place == .now, model.run.isFinished {
            bindings.removeAll { $0.action.isCommand || $0.action.isProbe || $0.action == .quit }
        }
        if model.cursor == nil { bindings.removeAll { $0.action == .newest } }
        KeyHelp(
            entries: bindings.compactMap { binding in
                binding.footer.map {
                    KeyHelp.Entry(keys: $0.label, text: $0.name, importance: $0.importance)
                }
            }, keyStyle: theme[.key], textStyle: theme[.inactive]
        ).renderRow(into: &frame, in: rect)
    }
}
