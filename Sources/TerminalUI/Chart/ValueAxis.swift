/// The labels of a chart's rows, at the left of it. The rectangle is as high as the chart; labels end at its right
/// edge.
package struct ValueAxis: Widget {
    /// The chart's own scale.
    package var scale: ValueScale
    /// The labels, the more important first.
    package var labels: [Label]
    /// Style of labels that have none of their own.
    package var style: Style

    /// Text beside the row of a value.
    package struct Label: Hashable, Sendable {
        /// The value whose row it stands in.
        package var value: Double
        /// What is written there; its end is kept where it is too long.
        package var text: String
        /// nil: the axis's own.
        package var style: Style?

        /// A label at the row of a value.
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

    /// Writes each label into its row; a value outside the scale labels the nearest edge.
    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var taken: Set<Int> = []
        for label in labels {
            // Four dots a row whatever the symbols: labels stay where they are when the symbols change.
            guard let dots = scale.row(of: label.value, rows: rect.height * 4) else { continue }
            // Ticks are whole rows apart: rounding must not tell two of them apart by an error in the last place.
            let row = min(rect.height - 1, max(0, Int((dots + 1e-6).rounded()) / 4))
            guard taken.insert(row).inserted else { continue }
            let text = String(label.text.unicodeScalars.suffix(rect.width))
            frame.textRight(text, right: rect.right, y: rect.y + row, style: label.style ?? style)
        }
    }
}
