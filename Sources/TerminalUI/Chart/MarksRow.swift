/// A time axis with marks for what happened.
package struct MarksRow: Widget {
    /// What happened, in any order.
    package var marks: [Mark]
    /// The steps from the left to the right edge.
    package var steps: StepRange
    /// Style of the line and its ticks.
    package var axisStyle: Style

    /// One thing that happened.
    package struct Mark: Hashable, Sendable {
        /// Step at which it happened; where `steps` has it not, it is not shown.
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

    /// An axis of these steps with marks on it.
    package init(marks: [Mark], steps: StepRange, axisStyle: Style) {
        self.marks = marks
        self.steps = steps
        self.axisStyle = axisStyle
    }

    /// Draws the line, a tick where `StepAxis` has a label, and the marks over both.
    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let time = TimeScale(steps, columns: rect.width)
        for x in 0..<rect.width { frame.set(rect.x + x, rect.y, "─", axisStyle) }
        for step in StepAxis.labels(steps: steps, columns: rect.width) {
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
