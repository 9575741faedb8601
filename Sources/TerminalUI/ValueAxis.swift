/// The labels of a chart's rows, at the left of it. The rectangle is as high as the chart; labels end at its right
/// edge.
package struct ValueAxis: Widget {
    package var scale: ValueScale
    package var labels: [Label]
    package var style: Style

    package struct Label: Hashable, Sendable {
        package var value: Double
        package var text: String
        /// nil: the axis's own.
        package var style: Style?

        package init(value: Double, text: String, style: Style? = nil) {
            self.value = value
            self.text = text
            self.style = style
        }
    }

    /// - Parameter labels: the more important first; one whose row is taken is left out.
    package init(scale: ValueScale, labels: [Label], style: Style) {
        self.scale = scale
        self.labels = labels
        self.style = style
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var taken: Set<Int> = []
        for label in labels {
            // Four dots a row whatever the symbols: labels stay where they are when the symbols change.
            guard let dots = scale.row(of: label.value, rows: rect.height * 4) else { continue }
            let row = min(rect.height - 1, max(0, Int(dots.rounded()) / 4))
            guard taken.insert(row).inserted else { continue }
            let text = String(label.text.unicodeScalars.suffix(rect.width))
            frame.textRight(text, right: rect.right, y: rect.y + row, style: label.style ?? style)
        }
    }
}
