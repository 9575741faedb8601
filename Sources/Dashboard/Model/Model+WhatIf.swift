import RunEvents
import TerminalUI

/// A fork with the other ω that is trained beside the run on the screen.
extension Model {
    /// The fork beside the run; nil where there is none.
    var whatIf: Overlay? {
        overlays.first { if case .whatIf = $0.kind { true } else { false } }
    }

    /// Begins a what-if at the step that is shown, or asks which of the two to close.
    mutating func beginWhatIf() -> [Effect] {
        guard whatIf == nil else {
            mode = .askingWhatIf
            return []
        }
        guard !isStartingWhatIf else {
            say("the fork is being made")
            return []
        }
        guard let weightDecay = shown.run.weightDecay else {
            say("the run has not begun")
            return []
        }
        playback.isPlaying = false
        isStartingWhatIf = true
        followsWhatIf = cursor != nil
        say("what if ω were \(weightDecay > 0 ? "off" : "on") from \(NumberText.grouped(shownStep)) on: forking")
        return [
            .whatIf(step: shownStep, weightDecay: weightDecay > 0 ? .off : .on, pace: isTraining ? wantedPace : nil)
        ]
    }

    mutating func answerToWhatIf(_ key: Key) -> [Effect] {
        mode = .watching
        switch key {
        case .character("o"), .character("O"): return [.closeWhatIf]
        case .character("t"), .character("T"): return isTraining ? [.keepWhatIf] : []
        default: return []
        }
    }

    /// What may be closed, as a question.
    var whatIfQuestion: String {
        isTraining
            ? "close which? o the other, t this run (both can be resumed), Esc none"
            : "close the other run? o closes it (it can be resumed), Esc leaves it"
    }

    /// The fork is there: its panel shows the difference.
    mutating func showWhatIf() {
        isStartingWhatIf = false
        panel = .whatIf
    }

    /// Goes on with the fork in the past that it left: both runs are compared at its newest step.
    mutating func followWhatIf(_ fork: Overlay) {
        guard followsWhatIf, cursor != nil, fork.run.step > shownStep else { return }
        moveCursor(to: fork.run.step)
    }

    /// The fork is gone.
    mutating func endWhatIf(_ reason: String?) {
        (isStartingWhatIf, followsWhatIf) = (false, false)
        overlays.removeAll { if case .whatIf = $0.kind { true } else { false } }
        if panel == .whatIf { panel = .newest }
        if let reason { say(reason) }
    }
}
