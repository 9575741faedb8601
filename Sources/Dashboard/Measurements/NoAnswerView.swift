import TerminalUI

/// In the place of the newest answer while there has been none.
struct NoAnswerView: Widget {
    let panel: AnswerPanel

    func render(into frame: inout Frame, in rect: Rect) {
        let labels = [Action.ablate, .perturb].map(panel.keys.label).joined(separator: ", ")
        let hint = "press \(labels) or \(panel.keys.label(.chooseProbe))"
        panel.renderEmpty(panel.isFinished && panel.place == .now ? "none was made" : hint, into: &frame, in: rect)
    }
}

extension Panel {
    /// The newest answer, whichever it is; chosen, it leaves every place to what stands there by itself.
    package static let newest = Panel("newest", .answers, of: [.trained]) { NoAnswerView(panel: AnswerPanel($0, nil)) }
}
