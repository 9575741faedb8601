import RunEvents
import TerminalUI

/// Reading values at a step while the curves stay as they are.
extension Model {
    /// Puts the reading on the screen; where there is one, puts the mark to it that it is compared with.
    mutating func read() {
        guard run.description != nil else {
            say("the run has not begun")
            return
        }
        if let reading = timeView.reading {
            timeView.mark = timeView.mark == reading ? nil : reading
            say(timeView.mark == nil ? "no mark" : "mark at \(NumberText.grouped(reading)): ← → compare")
        } else {
            let steps = shown.span.steps
            beginReading(at: min(max(steps.first, shownStep), steps.last))
            say("← → move the line; v puts a mark to compare with, Enter goes there, Esc closes")
        }
    }

    /// Puts the reading on the screen with the panel of all figures, and keeps what stood in the panel's place.
    mutating func beginReading(at step: Int) {
        if timeView.reading == nil, panel != .reading {
            panelBeforeReading = panel
            panel = .reading
        }
        read(at: step)
    }

    /// Ends the reading, and shows again what stood in its panel's place.
    mutating func endReading() {
        timeView.reading = nil
        timeView.mark = nil
        if panel == .reading, let before = panelBeforeReading { panel = before }
        panelBeforeReading = nil
    }

    /// Moves the line to a step, or to the nearest that the run has come to.
    mutating func read(at step: Int) {
        timeView.reading = min(max(0, step), shownStep)
        bringIntoView(timeView.reading ?? 0)
    }

    mutating func moveReading(_ action: Action) {
        guard let reading = timeView.reading else { return }
        let (steps, run) = (shown.span.steps, shown.run)
        switch action {
        case .back: read(at: run.recordedStep(before: reading - stepsPerColumn + 1) ?? 0)
        case .forward: read(at: run.recordedStep(after: reading + stepsPerColumn - 1) ?? run.step)
        case .pageBack: read(at: reading - steps.length / 10)
        case .pageForward: read(at: reading + steps.length / 10)
        case .first: read(at: steps.first)
        case .newest: read(at: steps.last)
        case .nextRecorded: read(at: run.recordedStep(after: reading) ?? run.step)
        case .nextEvent: read(at: run.markedStep(after: reading) ?? reading)
        case .previousEvent: read(at: run.markedStep(before: reading) ?? reading)
        default: preconditionFailure("\(action) goes nowhere")
        }
    }

    /// Leaves the reading for its step: the whole screen shows the run as it was then.
    mutating func goToReading() {
        guard let step = timeView.reading else {
            say("Enter goes to the step that v reads")
            return
        }
        go(to: step)
    }
}
