import RunEvents
import TerminalUI

/// Windows of other lengths held against each other: the gradient's share of v₁ in each, and when that was first below
/// one half. Where that step moves with N and W, the window is talking and not the network.
struct WindowsView: Widget {
    let theme: Theme
    let span: TimeSpan
    let histories: [WindowHistory]
    /// The same up to the step whose figures are shown.
    let read: [WindowHistory]
    /// The step at which the run grokked.
    let grokkedAt: Int?
    /// Steps of the whole run.
    let steps: Int
    /// What it says before any window has a record.
    let emptyText: String

    private static let nameWidth = 9
    /// Name, class, share and step.
    private static let figuresWidth = 24
    /// Columns from which the class over time is worth drawing.
    private static let leastRibbon = 16

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(title: TextLine("windows", theme[.title]), values: values, frameStyle: theme[.probeFrame])
            .render(into: &frame, in: rect)
        let inside = rect.insideBox.inset(left: 1, right: 1)
        guard !histories.isEmpty else {
            EmptyText(text: emptyText, style: theme[.inactive]).render(into: &frame, in: inside)
            return
        }
        guard histories.count <= inside.height, inside.width >= WindowsView.figuresWidth + WindowsView.leastRibbon
        else {
            TextColumns(lines: histories.map { figures($0) }, leastWidth: WindowsView.figuresWidth)
                .render(into: &frame, in: inside)
            return
        }
        for (row, history) in histories.enumerated() {
            let place = inside.row(row)
            frame.text(figures(history), x: place.x, y: place.y, limit: WindowsView.figuresWidth)
            let plot = place.inset(left: WindowsView.figuresWidth + 1)
            ribbon(history).render(into: &frame, in: plot)
            ReadingLine(theme: theme, span: span, isOverBars: true).render(into: &frame, in: plot)
        }
    }

    private var values: [PanelBox.Value] {
        let grokked = grokkedAt.map(NumberText.grouped) ?? NumberText.unknown
        let width = NumberText.grouped(steps).unicodeScalars.count
        return [
            PanelBox.Value(TextLine("− without the first update", theme[.inactive]), importance: 0),
            PanelBox.Value(TextLine("gradient % of v₁, < ½ at", theme[.inactive]), importance: 1),
            PanelBox.Value(
                TextLine("grokked ", theme[.inactive])
                    + TextLine(NumberText.left(grokked, width: width), theme[.marker]), importance: 2),
        ]
    }

    /// "N100 W10 ▄  5% ½ 1,100".
    private func figures(_ shown: WindowHistory) -> TextLine {
        let key = shown.key
        let history = read.first { $0.key == key } ?? WindowHistory(key)
        let name = "N\(key.interval) W\(key.window)" + (key.leavesFirstOut ? "−" : "")
        var line = TextLine(NumberText.left(name, width: WindowsView.nameWidth), theme[.text])
        guard let newest = history.newest else { return line }
        // What a few updates say is not what a window says.
        let style = newest.isFull ? theme[ClassLook.role(newest.driveClass)] : theme[.inactive]
        line.append("\(newest.isFull ? ClassLook.glyph(newest.driveClass) : "·")", style)
        let share = NumberText.fixed(newest.share * 100, decimals: 0) + "%"
        line.append(NumberText.right(share, width: 4), theme[.gradient])
        let fallen = history.fallenAt.map { (history.hasNeverBeenAbove ? "≤" : "") + NumberText.grouped($0) }
        line.append(" ½ \(fallen ?? NumberText.unknown)", fallen == nil ? theme[.inactive] : theme[.text])
        return line
    }

    private func ribbon(_ history: WindowHistory) -> Ribbon {
        let entries = history.entries
        let missing = Ribbon.Look("·", theme[.inactive])
        return Ribbon(
            samples: StepSamples(count: entries.count, step: { entries[$0].step }) { index in
                let entry = entries[index]
                return entry.isFull
                    ? Ribbon.Look(ClassLook.glyph(entry.driveClass), theme[ClassLook.role(entry.driveClass)]) : missing
            }, steps: span.steps, now: span.now, hold: min(RunState.greatestStep, history.key.interval),
            missing: missing)
    }
}

extension Panel {
    /// The gradient's share of v₁ in windows of other lengths.
    package static let windows = Panel("windows", .course) {
        WindowsView(
            theme: $0.theme, span: $0.span, histories: $0.run.edge.windows, read: $0.figures.edge.windows,
            grokkedAt: $0.run.grokked?.step,
            steps: $0.run.description?.steps ?? $0.run.newestStep, emptyText: WindowSlice($0.run, .fine).emptyText)
    }
}
