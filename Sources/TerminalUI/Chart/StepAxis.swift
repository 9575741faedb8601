/// Step numbers under a chart. Each begins in the column of its step.
package struct StepAxis: Widget {
    /// The steps from the left to the right edge.
    package var steps: StepRange
    /// Style of the numbers.
    package var style: Style
    /// Columns from one label to the next, at least.
    package static let labelDistance = 12

    /// The numbers of an axis of these steps.
    package init(steps: StepRange, style: Style) {
        self.steps = steps
        self.style = style
    }

    /// The steps that have a label.
    package static func labels(steps: StepRange, columns: Int) -> [Int] {
        TimeScale(steps, columns: columns).labels(width: labelDistance)
    }

    /// Writes the numbers into the first row.
    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let time = TimeScale(steps, columns: rect.width)
        for step in StepAxis.labels(steps: steps, columns: rect.width) {
            guard let column = time.column(of: step) else { continue }
            let text = NumberText.grouped(step)
            // The last one may begin at the edge: it then ends there instead of being cut.
            let x = min(column, rect.width - text.unicodeScalars.count)
            frame.text(text, x: rect.x + max(0, x), y: rect.y, style: style, limit: rect.width)
        }
    }
}
