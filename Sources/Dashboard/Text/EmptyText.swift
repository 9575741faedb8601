import RunEvents
import TerminalUI

/// What an empty panel says in its middle.
struct EmptyText: Widget {
    var text: String
    var style: Style

    func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let x = rect.x + max(0, (rect.width - text.unicodeScalars.count) / 2)
        frame.text(text, x: x, y: rect.y + (rect.height - 1) / 2, style: style, limit: max(0, rect.right - x))
    }

    /// What a panel about evaluations says before there is one.
    static func firstEvaluation(_ config: RunConfig?) -> String {
        guard let config else { return "waiting for the run to begin" }
        return "first evaluation at step \(NumberText.grouped(config.evaluation.interval))"
    }
}
