/// What a key does.
package enum Action: Hashable, Sendable, CaseIterable {
    // Asked of a live run.
    case toggleWeightDecay, typeWeightDecay, typeCommand
    case pauseOrResume, singleStep, slower, faster
    // Of a replay.
    case playOrPause, slowerPlayback, fasterPlayback
    // Where in time one is.
    case back, forward, pageBack, pageForward, first, newest, nextRecorded, nextEvent, previousEvent, goTo, dismiss
    // Which part of the time axis is shown, and what is read there.
    case zoomIn, zoomOut, panBack, panForward, wholeAxis, logarithmicSteps
    case read, goToReading, zoomToSpan
    // Of whatever is shown.
    case ablate, perturb, ablateExactly, perturbExactly, chooseProbe, fork, rewind
    case enlargeKnowledge, askNetwork
    // How it is shown.
    case switchWindow, switchSide, nextPanel, expand, fullAxis, nextTheme, savePicture
    // Which panels there are, and which has the focus.
    case focusNext, focusPrevious, nextLayout
    case panel1, panel2, panel3, panel4, panel5, panel6, panel7, panel8, panel9
    // Hints, and looking for words.
    case hideGuidance, search
    // Runs beneath this one.
    case lineUp, whatIf
    case commandLine, help, repaint, suspend, quit, interrupt

    /// The number of the panel that it switches on and off; nil for other actions.
    var panelNumber: Int? {
        let all: [Action] = [.panel1, .panel2, .panel3, .panel4, .panel5, .panel6, .panel7, .panel8, .panel9]
        return all.firstIndex(of: self).map { $0 + 1 }
    }

    /// Asks something of the run that only a live one can do, as it is now.
    var isCommand: Bool {
        switch self {
        case .toggleWeightDecay, .typeWeightDecay, .typeCommand, .pauseOrResume, .singleStep, .slower, .faster: true
        default: false
        }
    }
}
