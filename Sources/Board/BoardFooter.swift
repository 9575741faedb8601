internal import TerminalUI

/// The last row: keys, or for the time being a line that is typed, or a notice.
struct BoardFooter: Widget {
    private let model: BoardModel
    private var theme: Theme { model.theme }

    init(_ model: BoardModel) { self.model = model }

    func render(into frame: inout Frame, in rect: Rect) {
        if case .filtering(let input) = model.mode {
            let hint = TextLine("words that the runs must have · Enter keeps, Esc forgets", theme[.selected])
            PromptLine(label: "/", input: input, hint: hint, style: theme[.selected]).render(into: &frame, in: rect)
        } else if let notice = model.notice {
            let style = theme[notice.isAlert ? .alert : .text]
            frame.text(" \(notice.text) ", x: rect.x, y: rect.y, style: style, limit: rect.width)
        } else {
            KeyHelp(
                entries: BoardKey.table.compactMap(\.footer).map {
                    KeyHelp.Entry(keys: $0.label, text: $0.name, importance: $0.importance)
                }, keyStyle: theme[.key], textStyle: theme[.inactive]
            ).renderRow(into: &frame, in: rect)
        }
    }
}
