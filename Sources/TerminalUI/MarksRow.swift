/// A time axis with marks for events.
package struct MarksRow: Widget {
    /// The marks, in any order.
    package var marks: [Mark]
    /// The step at the right edge.
    package var limit: Int
    /// The style of the axis.
    package var axisStyle: Style

    /// One event on the axis.
    package struct Mark: Hashable, Sendable {
        /// The step of the event.
        package var step: Int
        /// The character that marks it.
        package var glyph: Unicode.Scalar
        /// The mark's style.
        package var style: Style
        /// A column with several marks shows the most important one; among equals, the last.
        package var importance: Int

        /// Makes a mark from its members.
        package init(step: Int, glyph: Unicode.Scalar, style: Style, importance: Int) {
            self.step = step
            self.glyph = glyph
            self.style = style
            self.importance = importance
        }
    }

    /// Makes a row from its members.
    package init(marks: [Mark], limit: Int, axisStyle: Style) {
        self.marks = marks
        self.limit = limit
        self.axisStyle = axisStyle
    }

    /// Draws the axis in the rectangle's first row, and the marks on it.
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
