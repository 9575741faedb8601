/// A time axis with what happened on it.
package struct MarksRow: Widget {
    package var marks: [Mark]
    package var limit: Int
    package var axisStyle: Style

    package struct Mark: Hashable, Sendable {
        package var step: Int
        package var glyph: Unicode.Scalar
        package var style: Style
        /// Where several fall into one column, the most important is shown; of equals the last.
        package var importance: Int

        package init(step: Int, glyph: Unicode.Scalar, style: Style, importance: Int) {
            self.step = step
            self.glyph = glyph
            self.style = style
            self.importance = importance
        }
    }

    package init(marks: [Mark], limit: Int, axisStyle: Style) {
        self.marks = marks
        self.limit = limit
        self.axisStyle = axisStyle
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let time = TimeScale(limit: limit, columns: rect.width)
        for x in 0..<rect.width { frame.set(rect.x + x, rect.y, "─", axisStyle) }
        for step in StepAxis.labels(limit: limit, columns: rect.width) {
            guard let column = time.column(of: step) else { continue }
            frame.set(rect.x + column, rect.y, "┬", axisStyle)
        }
        var importance = Array(repeating: Int.min, count: rect.width)
        for mark in marks {
            guard let column = time.column(of: mark.step), mark.importance >= importance[column] else { continue }
            importance[column] = mark.importance
            frame.set(rect.x + column, rect.y, mark.glyph, mark.style)
        }
    }
}
