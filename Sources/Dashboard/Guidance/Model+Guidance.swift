import RunEvents

/// Hints, each shown once in a lifetime.
extension Model {
    /// Seconds for which a hint is shown.
    private static let hintDuration = 20.0

    /// Shows the hint about an event where it was never shown before. What was recorded long ago is no news.
    mutating func hint(at event: RunEvent) {
        guard memory.showsGuidance, preferences.showsGuidance, source.isLive || isFollowing, cursor == nil else {
            return
        }
        guard let hint = Hint.all.first(where: { $0.isAbout(event) }), !memory.seenHints.contains(hint.name),
            hint.actions.allSatisfy({ source.canDo($0, in: place) })
        else { return }
        memory.seenHints.insert(hint.name)
        shownHint = ShownHint(text: hint.text(self), since: nil)
    }

    private var isFollowing: Bool { place == .steered || place == .following }

    /// No hint is shown any more, in any session.
    mutating func hideGuidance() {
        memory.showsGuidance.toggle()
        shownHint = nil
        say(memory.showsGuidance ? "hints are shown again" : "no more hints; \(key(.hideGuidance)) brings them back")
    }

    /// Ends a hint that was shown for long enough.
    mutating func tickHint(_ seconds: Double) {
        guard let shown = shownHint else { return }
        guard let since = shown.since else {
            shownHint?.since = seconds
            return
        }
        if seconds - since > Model.hintDuration { shownHint = nil }
    }

    /// The hint with the key that ends all of them; nil for none.
    var hintLine: String? {
        guard mode == .watching, let shownHint else { return nil }
        return "\(shownHint.text) · \(key(.hideGuidance)) no more hints"
    }

    /// A hint on the screen.
    struct ShownHint: Sendable {
        let text: String
        /// The tick at which it was first shown, in seconds; nil before a tick.
        var since: Double?
    }
}
