import RunEvents
import TerminalUI

/// Going back and on in time.
extension Model {
    /// Shows a step. The newest step, or one beyond it, follows the run from then on.
    mutating func go(to step: Int) {
        endReading()
        followsWhatIf = false
        moveCursor(to: step)
    }

    /// Shows a step, whoever asked for it.
    mutating func moveCursor(to step: Int) {
        defer { bringIntoView(shownStep) }
        cursor = step >= run.step ? nil : max(0, step)
        if cursor == nil, source.isLive { answers = ProbeAnswers() }
        // Whoever has gone to the end has seen it: going back from there holds the recording where one goes.
        if cursor == nil { playback.isPlaying = false }
        playback.position = run.playedSeconds(at: shownStep)
    }

    mutating func move(_ action: Action) {
        guard run.description != nil else {
            say("the run has not begun")
            return
        }
        if timeView.reading != nil {
            moveReading(action)
            return
        }
        switch action {
        case .back: goBack(by: stepsPerColumn)
        case .forward: goOn(by: stepsPerColumn)
        case .pageBack: goBack(by: run.step / 10)
        case .pageForward: goOn(by: run.step / 10)
        case .first:
            if shownStep == 0 { say("this is the start") }
            go(to: 0)
        case .newest:
            if cursor == nil { say("this is the newest step") }
            go(to: run.step)
        case .nextRecorded:
            playback.isPlaying = false
            goOn(by: 1)
        case .nextEvent where searched != nil: goToHit(isForward: true, from: shownStep)
        case .previousEvent where searched != nil: goToHit(isForward: false, from: shownStep)
        case .nextEvent: go(toEvent: run.markedStep(after: shownStep), none: "no event after")
        case .previousEvent: go(toEvent: run.markedStep(before: shownStep), none: "no event before")
        default: preconditionFailure("\(action) goes nowhere")
        }
    }

    private mutating func go(toEvent step: Int?, none: String) {
        guard let step else {
            say("\(none) \(NumberText.grouped(shownStep))")
            return
        }
        go(to: step)
    }

    /// Goes to a step at which something was measured, at least this many steps back.
    private mutating func goBack(by steps: Int) {
        guard shownStep > 0 else {
            say("this is the start")
            return
        }
        go(to: run.recordedStep(before: shownStep - max(1, steps) + 1) ?? 0)
    }

    private mutating func goOn(by steps: Int) {
        guard cursor != nil else {
            say("this is the newest step")
            return
        }
        go(to: run.recordedStep(after: shownStep + max(1, steps) - 1) ?? run.step)
    }

    /// Steps that one column of the chart stands for, at least 1.
    var stepsPerColumn: Int {
        (shown.span.steps.length + plotColumns - 1) / plotColumns
    }

    /// Closes an answer about the past; where there is none, leaves the past.
    mutating func dismiss() {
        if timeView.mark != nil {
            timeView.mark = nil
        } else if timeView.reading != nil {
            endReading()
        } else if knowledge.extent != .lowerRow {
            knowledge.extent = .lowerRow
        } else if searched != nil {
            searched = nil
        } else if isExpanded {
            isExpanded = false
        } else if focus != nil {
            focus = nil
        } else if !answers.isEmpty {
            answers = ProbeAnswers()
        } else if cursor != nil {
            go(to: run.step)
        } else if place == .replay || place == .following {
            say("this is the newest step: \(key(.quit)) leaves")
        } else {
            say("nothing is open")
        }
    }

    mutating func beginTypingStep() {
        guard run.description != nil else {
            say("the run has not begun")
            return
        }
        playback.isPlaying = false
        mode = .typingStep(TextInput(), problem: nil)
    }

    mutating func typeStep(_ key: Key, into input: TextInput) {
        var input = input
        switch key {
        case .escape: mode = .watching
        case .enter:
            switch StepInput.parse(input.text, newest: run.step) {
            case .success(let step):
                mode = .watching
                go(to: step)
            case .failure(let problem): mode = .typingStep(input, problem: problem.text)
            }
        default:
            if input.handle(key) { mode = .typingStep(input, problem: nil) }
        }
    }
}
