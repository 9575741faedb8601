/// A time axis with marks for what happened.
package struct MarksRow: Widget {
    /// What happened, in any order.
    package var marks: [Mark]
    /// The step at the right edge.
    package var limit: Int
    /// Style of the line and its ticks.
    package var axisStyle: Style

    /// One thing that happened.
    package struct Mark: Hashable, Sendable {
        /// Step at which it happened; beyond `limit` it is not shown.
        package var step: Int
        /// The character that stands for it, one column wide.
        package var glyph: Unicode.Scalar
        /// Style of the glyph.
        package var style: Style
        /// Where several fall into one column, the most important is shown; of equals the last.
        package var importance: Int

        /// A mark in the column of its step.
        package init(step: Int, glyph: Unicode.Scalar, style: Style, importance: Int) {
            self.step = step
            self.glyph = glyph
            self.style = style
            self.importance = importance
        }
    }

    /// An axis from step 0 to `limit` with marks on it.
    package init(marks: [Mark], limit: Int, axisStyle: Style) {
        self.marks = marks
        self.limit = limit
        self.axisStyle = axisStyle
    }

    /// Draws the line, a tick where `StepAxis` has a label, and the marks over both.
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
