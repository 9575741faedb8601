import RunEvents
import TerminalUI

/// Every series at the step that is read; where there is a mark, its value there and the difference as well.
struct ReadingView: Widget {
    let theme: Theme
    /// The series with their values; nil where there is none yet.
    let rows: [Row]
    /// The step that is read.
    let step: Int
    /// The step that it is compared with; nil for none.
    let mark: Int?

    /// A series.
    struct Row {
        var name: String
        var role: Theme.Role
        var value: Double?
        var valueAtMark: Double?
    }

    private static let nameWidth = 14
    private static let valueWidth = 9

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(title: TextLine("reading", theme[.title]), values: values, frameStyle: theme[.probeFrame])
            .render(into: &frame, in: rect)
        let inside = rect.insideBox.inset(left: 1, right: 1)
        guard rows.contains(where: { $0.value != nil }) else {
            EmptyText(text: "nothing was measured yet at this step", style: theme[.inactive])
                .render(into: &frame, in: inside)
            return
        }
        let width = Self.nameWidth + (mark == nil ? 1 : 3) * (Self.valueWidth + 1)
        TextColumns(lines: rows.map(line), leastWidth: width).render(into: &frame, in: inside)
    }

    private func line(_ row: Row) -> TextLine {
        var line = TextLine(NumberText.left(row.name, width: Self.nameWidth), theme[row.role])
        guard mark != nil else { return line + cell(row.value, theme[.text]) }
        let change = row.value.flatMap { value in row.valueAtMark.map { value - $0 } }
        line = line + cell(row.valueAtMark, theme[.inactive]) + cell(row.value, theme[.text])
        let text = change.map { ($0 > 0 ? "+" : "") + NumberText.length($0) } ?? NumberText.unknown
        return line + TextLine(" " + NumberText.right(text, width: Self.valueWidth), theme[.marker])
    }

    private func cell(_ value: Double?, _ style: Style) -> TextLine {
        TextLine(
            " " + NumberText.right(value.map(NumberText.length) ?? NumberText.unknown, width: Self.valueWidth), style)
    }

    private var values: [PanelBox.Value] {
        let here = TextLine("at \(NumberText.grouped(step))", theme[.marker])
        guard let mark else { return [PanelBox.Value(here, importance: 1)] }
        let distance = NumberText.grouped(abs(step - mark))
        return [
            PanelBox.Value(TextLine("┊ \(NumberText.grouped(mark))", theme[.inactive]), importance: 2),
            PanelBox.Value(here, importance: 3),
            PanelBox.Value(TextLine((step < mark ? "−" : "+") + distance + " steps", theme[.text]), importance: 1),
        ]
    }
}

extension ReadingView {
    init(_ model: Model) {
        let span = model.span
        let there = span.mark.map { model.run.state(at: $0) }
        let series = ReadingSeries.all(model.run, model.window)
        let figures = model.figures
        self.init(
            theme: model.theme,
            rows: series.map { series in
                Row(
                    name: series.name, role: series.role, value: series.value(figures),
                    valueAtMark: there.flatMap(series.value))
            }, step: span.readStep, mark: span.mark)
    }
}

extension Panel {
    /// Every series at one step, and at another.
    package static let reading = Panel("reading", .course, isOffered: { $0.timeView.reading != nil }) {
        ReadingView($0)
    }
}
