internal import RunEvents
internal import Survey
internal import TerminalUI

/// The box of the runs: a heading, and a row for each run that there is room for.
struct BoardTable: Widget {
    private let model: BoardModel
    private let layout: BoardLayout
    private var theme: Theme { model.theme }

    init(_ model: BoardModel, _ layout: BoardLayout) { (self.model, self.layout) = (model, layout) }

    func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let isFocused = model.focus == .table
        let title = model.isCellOnly ? "runs of the cell" : "runs"
        PanelBox(
            title: TextLine(title, theme[isFocused ? .title : .inactive]), values: values,
            frameStyle: theme[isFocused ? .accuracyFrame : .axis]
        ).render(into: &frame, in: rect)
        guard !model.rows.isEmpty else {
            guard model.survey != nil else { return }
            let inside = rect.insideBox.inset(left: 1)
            return renderNothing(into: &frame, in: inside)
        }
        renderHeading(into: &frame)
        for row in 0..<layout.rows.height where model.rows.indices.contains(model.top + row) {
            render(model.rows[model.top + row], y: layout.rows.y + row, into: &frame)
        }
    }

    private func renderNothing(into frame: inout Frame, in rect: Rect) {
        let text = "No run has what the filter says. Esc forgets it."
        frame.text(text, x: rect.x, y: rect.y, style: theme[.inactive], limit: rect.width)
    }

    /// At the right of the upper edge: what the table is filtered by, and which rows are seen.
    private var values: [PanelBox.Value] {
        var values: [PanelBox.Value] = []
        if !model.filter.isEmpty { values.append(.init(TextLine("/\(model.filter)", theme[.marker]), importance: 2)) }
        if model.rows.count > layout.rows.height {
            let last = min(model.rows.count, model.top + layout.rows.height)
            let text = "\(NumberText.grouped(model.top + 1))–\(NumberText.grouped(last)) of "
            values.append(
                .init(TextLine(text + NumberText.grouped(model.rows.count), theme[.inactive]), importance: 1))
        }
        return values
    }

    private func renderHeading(into frame: inout Frame) {
        for place in layout.columns {
            let isSorted = place.column == model.sorting
            let arrow = isSorted ? (model.isDescending ? "↓" : "↑") : ""
            let width = place.column.width
            var title = String.UnicodeScalarView()
            title.append(contentsOf: place.column.title.unicodeScalars.prefix(width - arrow.unicodeScalars.count))
            let text = String(title) + arrow
            let x = place.column.isRight ? place.x + width - text.unicodeScalars.count : place.x
            frame.text(text, x: x, y: layout.heading.y, style: theme[isSorted ? .key : .inactive])
        }
    }

    private func render(_ run: SurveyedRun, y: Int, into frame: inout Frame) {
        let isSelected = run.name == model.selected
        let isLifted = isSelected && model.focus == .table
        let inside = layout.rows
        if isLifted { frame.fill(Rect(x: inside.x, y: y, width: inside.width, height: 1), style: theme[.selected]) }
        func style(_ role: Theme.Role) -> Style { isLifted ? theme[.selected] : theme[role] }
        if isSelected { frame.set(inside.x, y, "▸", style(.key)) }
        for place in layout.columns {
            let text = place.column.text(run)
            let width = min(place.column.width, text.unicodeScalars.count)
            let x = place.column.isRight ? place.x + place.column.width - width : place.x
            frame.text(text, x: x, y: y, style: style(role(place.column, run)), limit: place.column.width)
        }
    }

    private func role(_ column: BoardColumn, _ run: SurveyedRun) -> Theme.Role {
        switch column {
        case .grokked: return run.figures.grokkedAt == nil ? .inactive : .marker
        case .state:
            switch run.state {
            case "running": return .functional
            case "done": return .text
            case "failed", "diverged", "lost", "unknown": return .alert
            default: return .inactive
            }
        case .driveClass:
            switch run.figures.paperClass {
            case .functional: return .functional
            case .mixed: return .mixed
            case .compression: return .compression
            case .unsplit, nil: return .inactive
            }
        case .run: return .inactive
        default: return .text
        }
    }
}
