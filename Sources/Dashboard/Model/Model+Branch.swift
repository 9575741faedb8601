import RunEvents
import TerminalUI

/// Forking and rewinding.
extension Model {
    // MARK: Fork

    mutating func beginForking() {
        guard run.description != nil else {
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
}
