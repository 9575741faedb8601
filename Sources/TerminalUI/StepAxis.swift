/// Step numbers under a chart, each beginning in the column of its step.
package struct StepAxis: Widget {
    package var limit: Int
    package var style: Style
    package static let labelDistance = 12

    package init(limit: Int, style: Style) {
        self.limit = limit
        self.style = style
    }

    /// The steps that have a label.
    package static func labels(limit: Int, columns: Int) -> [Int] {
        let interval = TimeScale(limit: limit, columns: columns).labelInterval(width: labelDistance)
        return Array(stride(from: 0, through: limit, by: max(1, interval)))
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let time = TimeScale(limit: limit, columns: rect.width)
        for step in StepAxis.labels(limit: limit, columns: rect.width) {
            guard let column = time.column(of: step) else { continue }
            let text = NumberText.grouped(step)
            // The last one may begin at the edge: it then ends there instead of being cut.
            let x = min(column, rect.width - text.unicodeScalars.count)
            frame.text(text, x: rect.x + max(0, x), y: rect.y, style: style, limit: rect.width)
        }
    }
}
