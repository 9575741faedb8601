import RunEvents
import TerminalUI

/// The run on the screen and the fork beside it, at the last step that both have come to: accuracy, loss, norm and
/// drive, with the difference.
struct WhatIfView: Widget {
    let theme: Theme
    /// The run on the screen; its events reach at least to `step`.
    let this: RunState
    /// The fork; nil where there is none.
    let other: Overlay?
    /// The key that begins a what-if.
    let key: String

    private static let nameWidth = 14
    private static let valueWidth = 9

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(title: TextLine("what if", theme[.title]), values: values, frameStyle: theme[.probeFrame])
            .render(into: &frame, in: rect)
        let inside = rect.insideBox.inset(left: 1, right: 1)
        guard let other else {
            EmptyText(text: "\(key) trains a fork with the other ω beside the run", style: theme[.inactive])
                .render(into: &frame, in: inside)
            return
        }
        let (here, there) = (this.state(at: step), other.run.state(at: step))
        let series = ReadingSeries.whatIf(.fine)
        let head =
            TextLine(
                NumberText.left("at \(NumberText.grouped(step))", width: Self.nameWidth), theme[.marker])
            + columns("this", "what if", "difference", theme[.inactive])
        let lines = [head] + series.map { line($0, $0.value(here), $0.value(there)) }
        for (row, line) in lines.prefix(inside.height).enumerated() {
            frame.text(line, x: inside.x, y: inside.y + row, limit: inside.width)
        }
    }

    /// The last step that both have come to.
    private var step: Int { min(this.step, other?.run.step ?? this.step) }

    private func line(_ series: ReadingSeries, _ here: Double?, _ there: Double?) -> TextLine {
        let difference = here.flatMap { here in there.map { $0 - here } }
        return TextLine(NumberText.left(series.name, width: Self.nameWidth), theme[series.role])
            + columns(text(here), text(there), difference.map(Self.signed) ?? NumberText.unknown, theme[.text])
    }

    private static func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + NumberText.length(value) }

    private func text(_ value: Double?) -> String { value.map(NumberText.length) ?? NumberText.unknown }

    private func columns(_ here: String, _ there: String, _ difference: String, _ style: Style) -> TextLine {
        func cell(_ text: String) -> String { " " + NumberText.right(text, width: Self.valueWidth) }
        return TextLine(cell(here), style) + TextLine(cell(there), style)
            + TextLine(" " + NumberText.right(difference, width: Self.valueWidth + 1), theme[.marker])
    }

    private var values: [PanelBox.Value] {
        guard let other else { return [] }
        let rates = [this, other.run].map {
            $0.progress.map { NumberText.rate($0.stepsPerSecond) } ?? NumberText.unknown
        }
        return [
            PanelBox.Value(
                TextLine("ω \(other.run.weightDecay.map(NumberText.short) ?? NumberText.unknown)", theme[.decay]),
                importance: 2),
            PanelBox.Value(TextLine("steps/s \(rates[0]) and \(rates[1])", theme[.inactive]), importance: 1),
            PanelBox.Value(TextLine(state(other), theme[.text]), importance: 0),
        ]
    }

    private func state(_ other: Overlay) -> String {
        other.run.isFinished ? "over" : "at \(NumberText.grouped(other.run.step))"
    }
}

extension Panel {
    /// The fork that is trained beside the run.
    package static let whatIf = Panel("what if", .course, of: [.trained], isOffered: { $0.whatIf != nil }) {
        WhatIfView(theme: $0.theme, this: $0.run, other: $0.whatIf, key: $0.key(.whatIf))
    }
}
