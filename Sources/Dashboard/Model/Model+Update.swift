import Alerts
import RunEvents
import TerminalUI

extension Model {
    /// Takes in one message.
    ///
    /// - Returns: what the outside is to do, in order.
    package mutating func update(_ message: Message) -> [Effect] {
        let before = memory
        let effects = takeIn(message) + lookEffects()
        return memory == before ? effects : effects + [.remember(memory)]
    }

    private mutating func takeIn(_ message: Message) -> [Effect] {
        switch message {
        case .key(let key): return handle(key)
        case .paste(let paste): take(paste)
        case .mouse(let report): point(report)
        case .interrupted: return leave()
        case .event(let event):
            let seconds = elapsedSeconds ?? run.elapsedSeconds ?? 0
            apply(event) { $0.apply(event, elapsedSeconds: seconds) }
        case .recorded(let recorded): apply(recorded.event) { $0.apply(recorded) }
        case .loaded(let state): load(state)
        case .resize(let newSize): size = newSize
        case .tick(let seconds): tick(seconds)
        case .frame(let seconds): playFrame(seconds)
        case .checkpoints(let steps): checkpoints = steps.sorted()
        case .probeAnswer(let probe): answers.take(probe)
        case .knowledge(let place, let result): knowledge.take(place, result)
        case .answered(let number, let place, let result): asked?.take(number, place, result)
        case .intervention(let record): take(record)
        case .working(let text): working = text
        case .notice(let text, let isAlert): say(text, isAlert: isAlert)
        case .alert(let alert): return show(alert)
        case .commandWaits(let command): say("not taken yet: \(command.rawValue)")
        case .commandFailed(let command, let reason):
            expected.settle(command)
            say("\(command.rawValue): \(reason)", isAlert: true)
        case .recording(let status): recording = status
        case .recorderGone(let time):
            recorderGone = time
            // Nobody is left who could answer.
            if time != nil { expected = Expected() }
        case .overlays(let others): overlays = others
        case .whatIf(let other):
            if whatIf == nil { showWhatIf() }
            take(other)
            followWhatIf(other)
        case .whatIfEnded(let reason): endWhatIf(reason)
        case .source(let newSource): begin(newSource)
        }
        return []
    }

    private mutating func apply(_ event: RunEvent, to take: (inout RunState) -> Void) {
        take(&run)
        switch event {
        case .command(let record): expected.settle(record.command)
        case .refused(let record) where record.isCancelledProbe:
            say("\(record.command.rawValue) at \(NumberText.grouped(record.step)) \(record.reason)")
        case .refused(let record):
            expected.settle(record.command)
            say("refused \(record.command.rawValue): \(record.reason)", isAlert: true)
        case .intervention(let record): self.take(record)
        case .metricProbe(let record):
            guard expected.probes.contains(record.kind.measurement) else { break }
            panel = .metricProbe(record.kind)
        case .probe:
            // What the run itself has just found out is newer.
            if cursor == nil { answers = ProbeAnswers() }
        case .finished:
            expected = Expected()
            // There is nothing left to stop, or to set.
            switch mode {
            case .askingToQuit, .typingWeightDecay, .typingCommand: mode = .watching
            case .choosingProbe: if place == .now { mode = .watching }
            case .watching, .help, .typingLine, .typingStep, .typingFork, .askingToRewind, .asking, .searching,
                .askingWhatIf:
                break
            }
        default: break
        }
        hint(at: event)
        bringNoticeUpToDate()
    }

    /// Shows an intervention, which was asked for minutes ago.
    private mutating func take(_ record: InterventionRecord) {
        intervention = record
        panel = .measurement(.intervention)
        say("intervention at \(NumberText.grouped(record.step)): its forks are trained")
    }

    /// Replaces all that is known; later events go on from this state.
    private mutating func load(_ state: RunState) {
        run = state
        knowledge.forget()
        forgetTicks()
        expected = Expected()
        answers = ProbeAnswers()
        if source.isLive { cursor = nil }
        if let step = cursor, !playback.isPlaying { go(to: step) }
        bringNoticeUpToDate()
    }

    private mutating func begin(_ newSource: Source) {
        source = newSource
        knowledge.forget()
        asked = nil
        recorderGone = nil
        forgetTicks()
        cursor = nil
        searched = nil
        playback = Playback(isPlaying: false)
        expected = Expected()
        answers = ProbeAnswers()
        mode = .watching
    }

    private mutating func handle(_ key: Key) -> [Effect] {
        guard layout(size) != nil else { return handleUnseen(key) }
        notice = nil
        shownHint = nil
        // These keys work in every mode.
        switch preferences.keys.action(for: key, in: place) {
        case .interrupt: return leave()
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        default: break
        }
        switch mode {
        case .watching:
            return preferences.keys.action(for: key, in: place).map { perform($0) } ?? []
        case .help:
            typeHelp(key)
            return []
        case .searching(let input, _):
            typeSearch(key, into: input)
            return []
        case .askingWhatIf:
            return answerToWhatIf(key)
        case .choosingProbe:
            return chooseProbe(key)
        case .askingToQuit:
            mode = .watching
            return key == .character("y") || key == .character("Y") ? leave() : []
        case .typingWeightDecay(let input, _):
            return typeWeightDecay(key, into: input)
        case .typingCommand(let input, _):
            return typeCommand(key, into: input)
        case .asking(let input, _):
            return typeQuestion(key, into: input)
        case .typingLine(let entry, _):
            return typeLine(key, into: entry)
        case .typingStep(let input, _):
            typeStep(key, into: input)
            return []
        case .typingFork(let step, let input, _):
            return typeFork(key, step: step, into: input)
        case .askingToRewind(let step):
            return answerToRewind(key, step: step)
        }
    }

    /// Whether there is a run to stop.
    var isTraining: Bool { source.isLive && !run.isFinished }

    func leave() -> [Effect] {
        isTraining ? [.send(.stop), .quit] : [.quit]
    }

    mutating func perform(_ action: Action) -> [Effect] {
        if let refusal = refusal(of: action) {
            say(refusal)
            return []
        }
        switch action {
        case .toggleWeightDecay: return toggleWeightDecay()
        case .typeWeightDecay:
            mode = .typingWeightDecay(TextInput(), problem: nil)
        case .typeCommand:
            mode = .typingCommand(TextInput(), problem: nil)
        case .zoomIn, .zoomOut, .panBack, .panForward, .wholeAxis, .logarithmicSteps: changeAxis(action)
        case .read: read()
        case .goToReading: goToReading()
        case .zoomToSpan: zoomToSpan()
        case .commandLine: mode = .typingLine(CommandEntry(), problem: nil)
        case .ablate: return probe(.ablation, .nearest)
        case .perturb: return probe(.perturbation, .nearest)
        case .ablateExactly: return probe(.ablation, .exact)
        case .perturbExactly: return probe(.perturbation, .exact)
        case .chooseProbe: mode = .choosingProbe
        case .enlargeKnowledge: enlargeKnowledge()
        case .askNetwork: beginAsking()
        case .fork: beginForking()
        case .rewind: mode = .askingToRewind(step: shownStep)
        case .playOrPause: playOrPause()
        case .slowerPlayback, .fasterPlayback: setSpeed(action)
        case .back, .forward, .pageBack, .pageForward, .first, .newest, .nextRecorded, .nextEvent, .previousEvent:
            move(action)
        case .goTo: beginTypingStep()
        case .dismiss: dismiss()
        case .pauseOrResume: return ask(expected.isPaused ?? run.isPaused ? .resume : .pause)
        case .singleStep: return ask(.step)
        case .slower:
            return setPace(PaceLadder.slower(than: wantedPace, possible: run.progress?.possibleStepsPerSecond))
        case .faster: return setPace(PaceLadder.faster(than: wantedPace))
        case .switchWindow, .switchSide, .nextPanel, .expand, .fullAxis, .nextTheme, .nextLayout, .focusNext,
            .focusPrevious:
            changeView(action)
        case .panel1, .panel2, .panel3, .panel4, .panel5, .panel6, .panel7, .panel8, .panel9:
            switchPanel(action.panelNumber ?? 0)
        case .hideGuidance: hideGuidance()
        case .search: beginSearch()
        case .lineUp: lineUp()
        case .whatIf: return beginWhatIf()
        case .savePicture: return [.savePicture(picture)]
        case .help: (mode, helpFilter, helpOffset) = (.help, nil, 0)
        case .quit:
            if !isTraining { return [.quit] }
            mode = .askingToQuit
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .interrupt: return leave()
        }
        return []
    }
}
