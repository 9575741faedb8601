import RunEvents
import TerminalUI

/// The runs beneath the one on the screen.
extension Model {
    /// The runs beneath as they are drawn: on request each is moved so that it groks where this one does. A run that
    /// has not grokked stays where it is.
    var shownOverlays: [Overlay] {
        guard isLinedUp, let grokked = run.grokked?.step else { return overlays }
        return overlays.map { overlay in
            var overlay = overlay
            if let other = overlay.run.grokked?.step { overlay.shift = grokked - other }
            return overlay
        }
    }

    /// Lines the runs up at the step at which each grokked, or ends that.
    mutating func lineUp() {
        guard !overlays.isEmpty else { return say("no run lies beneath this one: groktop replay takes several") }
        guard run.grokked != nil else { return say("this run has not grokked") }
        isLinedUp.toggle()
        let missing = overlays.filter { $0.run.grokked == nil }.count
        let rest = missing == 0 ? "" : "; \(missing) of \(overlays.count) beneath have not grokked, and stay"
        say(
            isLinedUp
                ? "the runs beneath grok at \(NumberText.grouped(run.grokked?.step ?? 0))\(rest)"
                : "each run at its own steps")
    }

    /// Puts a run beneath, in the place of one of the same name.
    mutating func take(_ overlay: Overlay) {
        if let index = overlays.firstIndex(where: { $0.name == overlay.name }) {
            overlays[index] = overlay
        } else {
            overlays.append(overlay)
        }
    }
}
