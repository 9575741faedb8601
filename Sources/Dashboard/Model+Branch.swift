import RunEvents
import TerminalUI

/// Forking, rewinding, and probing what is shown.
extension Model {
    // MARK: Fork

    mutating func beginForking() {
        guard run.config != nil else {
            say("the run has not begun")
            return
        }
        playback.isPlaying = false
        mode = .typingFork(step: shownStep, TextInput(), problem: nil)
    }

    mutating func typeFork(_ key: Key, step: Int, into input: TextInput) -> [Effect] {
        var input = input
        switch key {
        case .escape: mode = .watching
        case .enter:
            guard !input.text.allSatisfy({ $0 == " " }) else { return fork(step, nil) }
            switch WeightDecayInput.parse(input.text) {
            case .success(let setting): return fork(step, setting)
            case .failure(let problem): mode = .typingFork(step: step, input, problem: problem.text)
            }
        default:
            if input.handle(key) { mode = .typingFork(step: step, input, problem: nil) }
        }
        return []
    }

    private mutating func fork(_ step: Int, _ setting: RunCommand.WeightDecaySetting?) -> [Effect] {
        mode = .watching
        return [.fork(step: step, weightDecay: setting)]
    }

    // MARK: Rewind

    mutating func answerToRewind(_ key: Key, step: Int) -> [Effect] {
        mode = .watching
        return key == .character("y") || key == .character("Y") ? [.rewind(step: step)] : []
    }

    // MARK: Probes of the past

    /// - Returns: the probe to make; none where there is no checkpoint for it, which is said.
    mutating func probePast(_ action: Action) -> [Effect] {
        guard run.config != nil else {
            say("the run has not begun")
            return []
        }
        let isAblation = action == .ablate || action == .ablateExactly
        let kind = isAblation ? ProbeKind.ablation : .perturbation
        let step = shownStep
        guard action == .ablate || action == .perturb else {
            say("\(kind.doing) at \(NumberText.grouped(step)), derived again")
            return [.probe(kind, .exactStep(step))]
        }
        guard let nearest = checkpoints.min(by: { abs($0 - step) < abs($1 - step) }) else {
            let key = isAblation ? "A" : "P"
            say("there is no checkpoint: \(key) derives step \(NumberText.grouped(step)) again", isAlert: true)
            return []
        }
        let nearness = nearest == step ? "" : ", the nearest to \(NumberText.grouped(step))"
        say("\(kind.doing) at the checkpoint of \(NumberText.grouped(nearest))\(nearness)")
        return [.probe(kind, .nearestCheckpoint(nearest))]
    }
}
