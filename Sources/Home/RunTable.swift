import TerminalUI

/// The box of the runs: a heading, and a row for each run that there is room for.
struct RunTable: Widget {
    private let model: HomeModel
    private let layout: HomeLayout
    private var theme: Theme { model.theme }

    init(_ model: HomeModel, _ layout: HomeLayout) { (self.model, self.layout) = (model, layout) }

    func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let isFocused = model.focus == .runs
        PanelBox(
            title: TextLine("runs", theme[isFocused ? .title : .inactive]), values: values,
            frameStyle: theme[isFocused ? .accuracyFrame : .axis]
        ).render(into: &frame, in: rect)
        guard !model.rows.isEmpty else {
            return renderNothing(into: &frame, in: rect.insideBox.inset(left: 1, right: 1))
        }
        renderHeading(into: &frame)
        for row in 0..<layout.rows.height {
            let index = model.top + row
            guard model.rows.indices.contains(index) else { break }
            render(model.rows[index], y: layout.rows.y + row, into: &frame)
        }
    }

    /// At the right of the upper edge: what the table is filtered by, and which rows are seen.
    private var values: [PanelBox.Value] {
        var values: [PanelBox.Value] = []
        if !model.filter.isEmpty { values.append(.init(TextLine("/\(model.filter)", theme[.marker]), importance: 2)) }
        if !model.marks.isEmpty {
            values.append(.init(TextLine("\(model.marks.count) marked", theme[.marker]), importance: 3))
        }
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
            let style = theme[isSorted ? .key : .inactive]
            let arrow = isSorted ? (model.isDescending ? "↓" : "↑") : ""
            let room = place.width - arrow.unicodeScalars.count
            let title = Self.cut(place.column.title, to: room) + arrow
            let x = place.column.isRight ? place.x + place.width - title.unicodeScalars.count : place.x
            frame.text(title, x: x, y: layout.heading.y, style: style)
        }
    }

    private static func cut(_ text: String, to width: Int) -> String {
        var cut = String.UnicodeScalarView()
        cut.append(contentsOf: text.unicodeScalars.prefix(max(0, width)))
        return String(cut)
    }

    private func render(_ run: HomeRun, y: Int, into frame: inout Frame) {
        let isSelected = run.name == model.selected
        let inside = layout.rows
        if isSelected {
            let style = model.focus == .runs ? theme[.selected] : theme.blank.adding(.underline)
            frame.fill(Rect(x: inside.x, y: y, width: inside.width, height: 1), style: style)
        }
        func style(_ role: Theme.Role) -> Style {
            isSelected && model.focus == .runs ? theme[.selected] : theme[role]
        }
        if model.marks.contains(run.name) { frame.set(inside.x, y, "●", style(.marker)) }
        if isSelected { frame.set(inside.x + 1, y, "▸", style(.key)) }
        if let problem = run.problem {
            let x = inside.x + HomeLayout.markWidth
            frame.text("\(run.name): \(problem)", x: x, y: y, style: style(.alert), limit: inside.right - x)
            return
        }
        for place in layout.columns {
            if place.column == .curve {
                RunCurve(run: run, style: style(.test), symbols: model.symbols)
                    .render(into: &frame, in: Rect(x: place.x, y: y, width: place.width, height: 1))
            } else {
                let text = place.column.text(run)
                let width = min(place.width, text.unicodeScalars.count)
                let x = place.column.isRight ? place.x + place.width - width : place.x
                frame.text(text, x: x, y: y, style: style(role(place.column, run)), limit: place.width)
            }
        }
    }

    private func role(_ column: HomeColumn, _ run: HomeRun) -> Theme.Role {
        switch column {
        case .grokked: run.grokkedAt == nil ? .inactive : .marker
        case .state:
            switch run.state {
            case .running: .functional
            case .finished: .text
            case .stopped: .inactive
            case .interrupted, .failed, .unreadable: .alert
            }
        case .size, .made, .name: .inactive
        case .task, .seed, .weightDecay, .steps, .curve, .best: .text
        }
    }

    // MARK: Nothing to show

    private func renderNothing(into frame: inout Frame, in rect: Rect) {
        for (index, line) in nothing(width: rect.width).enumerated() where index < rect.height - 1 {
            frame.text(line, x: rect.x, y: rect.y + 1 + index, limit: rect.width)
        }
    }

    private func nothing(width: Int) -> [TextLine] {
        if let problem = model.problem { return TextWrap.lines(problem, width: width, theme[.alert]) }
        guard let runs = model.runs else { return [TextLine("reading the runs …", theme[.inactive])] }
        if !runs.isEmpty {
            return TextWrap.lines(
                "No run has what the filter says. Esc forgets the filter.", width: width, theme[.inactive])
        }
        var lines = [TextLine("There are no runs yet.", theme[.title]), TextLine()]
        lines.append(TextLine("1", theme[.key]) + TextLine(" starts the first minute.", theme[.text]))
        lines.append(TextLine())
        lines += TextWrap.lines(
            "A small network learns \(model.presets.first?.title ?? "") from two fifths of all pairs. After some "
                + "seconds it knows these by heart, and every other pair wrong; so it stays for half of the run. Then, within a few seconds, it "
                + "gets all of them right. That is grokking.", width: width, theme[.text])
        lines.append(TextLine())
        lines.append(TextLine("tab", theme[.key]) + TextLine(" goes to all that can be trained here.", theme[.text]))
        lines.append(
            TextLine("?", theme[.key]) + TextLine(" has all keys. Runs are recorded, and stand here.", theme[.text]))
        return lines
    }
}
