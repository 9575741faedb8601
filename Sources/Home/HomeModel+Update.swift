import RunEvents
import TerminalUI

extension HomeModel {
    /// Takes in one message.
    ///
    /// - Returns: what the outside is to do, in order.
    package mutating func update(_ message: HomeMessage) -> [HomeEffect] {
        switch message {
        case .key(let key): return handle(key)
        case .mouse(let report): return point(report)
        case .paste(let paste): return take(paste)
        case .resize(let newSize):
            size = newSize
            keepSelectionInSight()
        case .interrupted: return [.quit]
        case .runs(let runs): take(runs)
        case .runsUnreadable(let reason): (problem, runs, rows) = (reason, [], [])
        case .measured(let name, let time):
            for index in presets.indices where presets[index].name == name { presets[index].time = time }
        case .notice(let text, let isAlert): say(text, isAlert: isAlert)
        }
        return []
    }

    private mutating func handle(_ key: Key) -> [HomeEffect] {
        let action = HomeKey.action(for: key)
        // These keys work in every mode, and where nothing can be shown.
        switch action {
        case .interrupt: return [.quit]
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .quit where HomeLayout(self) == nil: return [.quit]
        default: break
        }
        guard HomeLayout(self) != nil else { return [] }
        notice = nil
        switch mode {
        case .choosing: return action.map { perform($0) } ?? []
        case .help:
            mode = .choosing
            return []
        case .askingToRemove(let names):
            mode = .choosing
            guard key == .character("y") || key == .character("Y") else {
                say("kept")
                return []
            }
            return [.remove(names)]
        default: return type(key)
        }
    }

    /// What is pasted is typed where something is; elsewhere it would be a row of keys that nobody meant.
    private mutating func take(_ paste: Paste) -> [HomeEffect] {
        switch mode {
        case .filtering, .typingForkStep, .typingForkDecay, .typingTable, .typingFile:
            for scalar in paste.text.unicodeScalars where scalar.value >= 0x20 { _ = type(.character(scalar)) }
        case .choosing, .help, .askingToRemove: say("a paste is no key, and does nothing here")
        }
        return []
    }
}
