/// All keys of a screen, each with a sentence, in a box in the middle.
package struct KeyListBox: Widget {
    private let lines: [(label: String, text: String)]
    private let theme: Theme

    /// - Parameter lines: each key as it is written, with what it does.
    package init(lines: [(label: String, text: String)], theme: Theme) { (self.lines, self.theme) = (lines, theme) }

    /// Draws the box as large as its lines need.
    package func render(into frame: inout Frame, in rect: Rect) {
        let keyWidth = (lines.map { $0.label.unicodeScalars.count }.max() ?? 0) + 2
        let textWidth = lines.map { $0.text.unicodeScalars.count }.max() ?? 0
        let box = rect.centered(width: keyWidth + textWidth + 6, height: lines.count + 2)
        frame.fill(box, style: theme.blank)
        PanelBox(
            title: TextLine("keys", theme[.title]),
            values: [.init(TextLine("any key closes", theme[.inactive]), importance: 0)], frameStyle: theme[.title]
        ).render(into: &frame, in: box)
        KeyHelp(
            entries: lines.map { KeyHelp.Entry(keys: $0.label, text: $0.text, importance: 0) },
            keyStyle: theme[.key], textStyle: theme[.text]
        ).renderList(into: &frame, in: box.insideBox.inset(left: 1, right: 1))
    }
}
