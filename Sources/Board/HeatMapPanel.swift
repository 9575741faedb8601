internal import RunEvents
internal import Survey
internal import TerminalUI

/// The box of the heat map: every cell with its figure and a bar behind it, on a ground that is the stronger the more
/// of it there is. Where a theme leaves the ground to the terminal, the bar alone says how much.
struct HeatMapPanel: Widget {
    private let model: BoardModel
    private var theme: Theme { model.theme }

    init(_ model: BoardModel) { self.model = model }

    /// The strongest ground: the text on it stays readable.
    private static let mostShare = 0.45

    func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let isFocused = model.focus == .map
        PanelBox(
            title: TextLine(model.figure.title, theme[isFocused ? .title : .inactive]),
            frameStyle: theme[isFocused ? .accuracyFrame : .axis]
        ).render(into: &frame, in: rect)
        let axes = MapLayout.axes(model)
        if !axes.isEmpty, rect.width > 8 {
            frame.text(" \(axes) ", x: rect.x + 2, y: rect.bottom - 1, style: theme[.inactive], limit: rect.width - 4)
        }
        guard model.survey != nil else {
            let inside = rect.insideBox.inset(left: 1)
            let (text, role) = model.problem.map { ($0, Theme.Role.alert) } ?? ("reading the runs …", .inactive)
            frame.text(text, x: inside.x, y: inside.y, style: theme[role], limit: inside.width)
            return
        }
        let layout = MapLayout(model, in: rect)
        renderHeading(layout, into: &frame)
        let range = model.grid.range(model.figure)
        for row in layout.rows {
            let y = layout.rect(row: row, column: layout.columns.lowerBound).y
            frame.text(
                label(model.grid.rows[row]), x: layout.body.x, y: y, style: theme[.inactive],
                limit: layout.labelWidth - 1)
            for column in layout.columns { render(row, column, layout, range, into: &frame) }
        }
    }

    private func label(_ value: String) -> String { value.isEmpty ? "" : PrintableText.line(value) }

    private func renderHeading(_ layout: MapLayout, into frame: inout Frame) {
        for column in layout.columns {
            let place = layout.rect(row: layout.rows.lowerBound, column: column)
            let text = NumberText.right(label(model.grid.columns[column]), width: place.width)
            frame.text(text, x: place.x, y: layout.heading.y, style: theme[.inactive], limit: place.width)
        }
        let more = model.grid.columns.count - layout.columns.count
        if more > 0 {
            frame.textRight("+\(more)", right: layout.heading.right, y: layout.heading.y, style: theme[.inactive])
        }
    }

    private func render(
        _ row: Int, _ column: Int, _ layout: MapLayout, _ range: ClosedRange<Double>?, into frame: inout Frame
    ) {
        let place = layout.rect(row: row, column: column)
        let isChosen = model.cell == (row, column)
        let group = model.grid[row, column]
        let style = isChosen && model.focus == .map ? theme[.selected] : ground(group, range)
        frame.fill(place, style: style)
        let text = group.map(model.figure.text) ?? ""
        let width = min(place.width, text.unicodeScalars.count)
        frame.text(text, x: place.right - width, y: place.y, style: style, limit: place.width)
        if isChosen, width < place.width { frame.set(place.x, place.y, "▸", style) }
        if let group, let share = share(group, range) {
            let bar = model.symbols.bar(eighths: 1 + Int((share * 7).rounded()))
            frame.set(place.right, place.y, bar, theme[role(group)])
        }
    }

    /// How much of the figure there is, from 0 to 1 among all cells; nil for none.
    private func share(_ group: SurveyGroup, _ range: ClosedRange<Double>?) -> Double? {
        guard let range, let level = model.figure.level(group) else { return nil }
        let length = range.upperBound - range.lowerBound
        return length > 0 ? (level - range.lowerBound) / length : 1
    }

    /// The blank style with some of the figure's colour in its ground.
    private func ground(_ group: SurveyGroup?, _ range: ClosedRange<Double>?) -> Style {
        guard let group, let share = share(group, range) else { return theme.blank }
        var style = theme.blank
        style.background = style.background.mixed(
            with: theme[role(group)].foreground, share: Self.mostShare * (0.15 + 0.85 * share))
        return style
    }

    private func role(_ group: SurveyGroup) -> Theme.Role {
        guard model.figure == .driveClass else { return .test }
        switch group.classes.first?.driveClass {
        case .functional: return .functional
        case .mixed: return .mixed
        case .compression: return .compression
        case .unsplit, nil: return .inactive
        }
    }
}
