import TerminalUI

/// A screen that is too small to show anything. Nothing may happen there unseen: keys can only leave, suspend the
/// process, repaint, and ask for help, which says so.
extension Model {
    /// What such a screen says, in lines as short as can be.
    var unseenLines: [String] {
        if mode == .askingToQuit { return ["Stop the run? y/n"] }
        let needed = Layout.smallest
        var lines = ["needs \(needed.width)×\(needed.height)", "has \(size.width)×\(size.height)"]
        if mode == .help { lines += ["q quits", "Ctrl-Z suspends"] }
        return lines
    }

    mutating func handleUnseen(_ key: Key) -> [Effect] {
        if mode == .askingToQuit {
            mode = .watching
            return key == .character("y") || key == .character("Y") ? leave() : []
        }
        switch preferences.keys.action(for: key, in: place) {
        case .interrupt: return leave()
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        // What is being typed, and cannot be seen, is kept.
        case .quit where !isTyping:
            guard isTraining else { return [.quit] }
            mode = .askingToQuit
        case .help where !isTyping: mode = mode == .help ? .watching : .help
        default: if mode == .help { mode = .watching }
        }
        return []
    }

    /// Whether keys go to a text field.
    private var isTyping: Bool {
        switch mode {
        case .typingWeightDecay, .typingCommand, .typingLine, .typingStep, .typingFork, .asking, .searching: true
        case .watching, .help, .choosingProbe, .askingToQuit, .askingToRewind, .askingWhatIf: false
        }
    }
}
