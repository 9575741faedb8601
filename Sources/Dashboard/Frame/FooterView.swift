import RunEvents
internal import Tasks
import TerminalUI

/// The last row: keys, or for the time being a question, a prompt or a notice. While one looks back it says where; and
/// while the run is not recorded as it should be, that, whatever else there is to say.
struct FooterView: Widget {
    let theme: Theme
    /// Why the run is not recorded as it should be; nil where it is.
    let recordingProblem: String?
    let mode: Model.Mode
    let notice: Model.Notice?
    /// What a newcomer may want to do now; nil for nothing.
    let hint: String?
    /// Which of two runs may be closed.
    let whatIfQuestion: String
    /// What is being done that takes a while; nil for nothing.
    let working: String?
    /// ω of the run at the step on the screen; nil before the run has begun.
    let weightDecay: Double?
    /// What may be asked of the network; nil where nothing may.
    let acceptedQuestion: String?
    /// The step on the screen.
    let step: Int
    let newestStep: Int
    /// The step that is read; nil where none is.
    let reading: Int?
    /// Whether the screen shows where that step lies between the run's first and its newest.
    let showsPosition: Bool
    /// The remark about a run that has ended or was cut off; nil while it goes on.
    let ending: Ending?
    /// What the command line completes; empty where none is typed.
    let typedWords: [String]
    /// The keys that are listed.
    let keys: [KeyBinding.Footer]

    /// The remark about a run that has ended or was cut off.
    struct Ending {
        var text: String
        /// Whether the run was cut off.
        var isAlert: Bool
    }

    func render(into frame: inout Frame, in rect: Rect) {
        var room = rect
        if let problem = recordingProblem {
            // Half of the row at most: what a person is typing must be seen as well.
            let used = frame.text(
                " \(problem) ", x: rect.x, y: rect.y, style: theme[.alert], limit: rect.width / 2)
            room = room.inset(left: used)
        }
        switch mode {
        case .askingToQuit:
            render("Stop the run? y/n", theme[.alert], into: &frame, in: room)
        case .askingToRewind(let step):
            let question = "rewind to \(NumberText.grouped(step))? the run as it is now is kept (y/n)"
            render(question, theme[.alert], into: &frame, in: room)
        case .typingWeightDecay(let input, let problem):
            prompt("ω =", input, problem, WeightDecayInput.accepted, end: "Enter sets", into: &frame, in: room)
        case .typingCommand(let input, let problem):
            let accepted = "learning-rate=0.5, evaluate, checkpoint, stop …"
            prompt("command", input, problem, accepted, end: "Enter asks", into: &frame, in: room)
        case .asking(let input, let problem):
            prompt("ask", input, problem, acceptedQuestion ?? "", end: "Enter asks", into: &frame, in: room)
        case .typingLine(let entry, let problem):
            let found = entry.matches(typedWords).prefix(8)
            let accepted =
                found.isEmpty ? "a step, an event, an action, a command · tab completes" : found.joined(separator: "  ")
            prompt(":", entry.input, problem, accepted, end: "Enter does it", into: &frame, in: room)
        case .askingWhatIf:
            render(whatIfQuestion, theme[.alert], into: &frame, in: room)
        case .searching(let input, let problem):
            prompt("/", input, problem, "words of an event", end: "Enter goes to it", into: &frame, in: room)
        case .typingStep(let input, let problem):
            let accepted = StepInput.accepted(newest: newestStep)
            prompt("go to step", input, problem, accepted, end: "Enter goes", into: &frame, in: room)
        case .typingFork(let step, let input, let problem):
            let present = weightDecay.map(NumberText.short) ?? NumberText.unknown
            let accepted = problem == nil ? "empty for \(present), as it is there" : WeightDecayInput.accepted
            prompt(
                "fork at \(NumberText.grouped(step)), ω =", input, problem, accepted, end: "Enter forks", into: &frame,
                in: room)
        case .watching, .help, .choosingProbe:
            if let notice {
                render(notice.text, notice.isAlert ? theme[.alert] : theme[.text], into: &frame, in: room)
            } else if let hint {
                render(hint, theme[.marker], into: &frame, in: room)
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
        if let reading {
            let text = TextLine(" │ \(NumberText.grouped(reading)) ", theme[.marker])
            room = room.inset(left: frame.text(text, x: rect.x, y: rect.y, limit: rect.width))
        } else if showsPosition {
            room = room.inset(left: renderPosition(into: &frame, in: rect))
        } else if let ending {
            let style = ending.isAlert ? theme[.alert] : theme[.title]
            room = room.inset(
                left: frame.text(" \(ending.text) ", x: rect.x, y: rect.y, style: style, limit: rect.width))
        }
        if let working {
            render(working, theme[.text], into: &frame, in: room)
        } else {
            renderKeys(into: &frame, in: room)
        }
    }

    /// " 1,600 of 10,000 ━━━●──── ".
    ///
    /// - Returns: the columns used.
    private func renderPosition(into frame: inout Frame, in rect: Rect) -> Int {
        let newest = NumberText.grouped(newestStep)
        let shown = NumberText.right(NumberText.grouped(step), width: newest.unicodeScalars.count)
        var line = TextLine(" \(shown)", theme[.marker]) + TextLine(" of \(newest) ", theme[.inactive])
        // At 60 columns there is no room, at 120 for all that help to read it.
        let width = min(16, max(0, (rect.width - 60) * 2 / 5))
        if width > 0 {
            let place = min(width - 1, step * width / max(1, newestStep))
            line.append(String(repeating: "━", count: place) + "●", theme[.marker])
            line.append(String(repeating: "─", count: width - 1 - place) + " ", theme[.axis])
        }
        return frame.text(line, x: rect.x, y: rect.y, limit: rect.width)
    }

    private func renderKeys(into frame: inout Frame, in rect: Rect) {
        KeyHelp(
            entries: keys.map { KeyHelp.Entry(keys: $0.label, text: $0.name, importance: $0.importance) },
            keyStyle: theme[.key], textStyle: theme[.inactive]
        ).renderRow(into: &frame, in: rect)
    }
}

extension FooterView {
    init(_ model: Model) {
        self.init(
            theme: model.theme, recordingProblem: Self.problem(model.recording), mode: model.mode,
            notice: model.notice, hint: model.hintLine, whatIfQuestion: model.whatIfQuestion, working: model.working,
            weightDecay: model.run.weightDecay,
            acceptedQuestion: model.run.config?.acceptedQuestion, step: model.shownStep,
            newestStep: model.run.newestStep, reading: model.timeView.reading,
            showsPosition: model.cursor != nil || model.place == .replay,
            ending: Self.ending(model),
            typedWords: Self.typedWords(model), keys: Self.keys(model))
    }

    private static func problem(_ recording: RecordingStatus) -> String? {
        switch recording {
        case .failed(let reason): "not recorded: \(reason)"
        case .waiting(let reason): "recording waits: \(reason)"
        case .off, .to: nil
        }
    }

    private static func ending(_ model: Model) -> Ending? {
        if model.place == .now, let finished = model.run.finished {
            return Ending(
                text: "finished at \(NumberText.grouped(finished.step)) · \(model.key(.quit)) leaves", isAlert: false)
        }
        guard let time = model.recorderGone, !model.run.isFinished else { return nil }
        guard case .following(let name) = model.source.kind else {
            return Ending(text: "the stream ended at \(time) · \(model.key(.quit)) leaves", isAlert: true)
        }
        return Ending(
            text: "interrupted, last heard of at \(time) · \(model.key(.quit)), then groktop resume \(name)",
            isAlert: true)
    }

    private static func typedWords(_ model: Model) -> [String] {
        if case .typingLine = model.mode { return model.typedWords }
        return []
    }

    private static func keys(_ model: Model) -> [KeyBinding.Footer] {
        var bindings = model.bindings
        if model.place == .now, model.run.isFinished {
            bindings.removeAll { $0.action.isCommand || $0.action.isProbe || $0.action == .quit }
        }
        if model.cursor == nil { bindings.removeAll { $0.action == .newest } }
        return bindings.compactMap(\.footer)
    }
}
