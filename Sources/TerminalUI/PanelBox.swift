/// A box with its title at the left of the upper edge and the newest values at the right of it, so that what is drawn
/// inside needs no legend.
package struct PanelBox: Widget {
    package var title: TextLine
    /// After the title, where no value has to go for it.
    package var detail: TextLine
    /// From the left; where there is no room for all, those of the lowest importance go first.
    package var values: [Value]
    package var frameStyle: Style

    package struct Value: Hashable, Sendable {
        package var line: TextLine
        package var importance: Int

        package init(_ line: TextLine, importance: Int) {
            self.line = line
            self.importance = importance
        }
    }

    package init(title: TextLine, detail: TextLine = TextLine(), values: [Value] = [], frameStyle: Style) {
        self.title = title
        self.detail = detail
        self.values = values
        self.frameStyle = frameStyle
    }

    /// Between values, and between the title and the first.
    private static let gap = 3

    package func render(into frame: inout Frame, in rect: Rect) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        let last = rect.right - 1
        let bottom = rect.bottom - 1
        for x in rect.x + 1..<last {
            frame.set(x, rect.y, "─", frameStyle)
            frame.set(x, bottom, "─", frameStyle)
        }
        for y in rect.y + 1..<max(rect.y + 1, bottom) {
            frame.set(rect.x, y, "│", frameStyle)
            frame.set(last, y, "│", frameStyle)
        }
        frame.set(rect.x, rect.y, "╭", frameStyle)
        frame.set(last, rect.y, "╮", frameStyle)
        frame.set(rect.x, bottom, "╰", frameStyle)
        frame.set(last, bottom, "╯", frameStyle)
        renderTitle(into: &frame, in: rect)
    }

    private func renderTitle(into frame: inout Frame, in rect: Rect) {
        // "╭─ " before the title, and " ╮" after the values.
        let room = rect.width - 5
        guard room > 0 else { return }
        frame.set(rect.x + 2, rect.y, " ", frameStyle)
        let long = title + detail
        let valuesRoom = room - PanelBox.gap
        let hasDetail = long.width + PanelBox.width(of: values.filter { $0.line.width > 0 }) <= valuesRoom
        let used = frame.text(hasDetail ? long : title, x: rect.x + 3, y: rect.y, limit: room)
        frame.set(rect.x + 3 + used, rect.y, " ", frameStyle)

        let shown = fitting(values, into: valuesRoom - used)
        guard !shown.isEmpty else { return }
        var x = rect.right - 2 - PanelBox.width(of: shown)
        frame.set(x - 1, rect.y, " ", frameStyle)
        for (index, value) in shown.enumerated() {
            if index > 0 {
                frame.text(String(repeating: " ", count: PanelBox.gap), x: x, y: rect.y, style: frameStyle)
                x += PanelBox.gap
            }
            x += frame.text(value.line, x: x, y: rect.y)
        }
        frame.set(x, rect.y, " ", frameStyle)
    }

    private static func width(of values: [Value]) -> Int {
        values.reduce(0) { $0 + $1.line.width } + max(0, values.count - 1) * gap
    }

    private func fitting(_ values: [Value], into room: Int) -> [Value] {
        var shown = values.filter { $0.line.width > 0 }
        while PanelBox.width(of: shown) > room, let least = shown.map(\.importance).min() {
            guard let index = shown.lastIndex(where: { $0.importance == least }) else { break }
            shown.remove(at: index)
        }
        return shown
    }
}
