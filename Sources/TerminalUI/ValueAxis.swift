/// The labels of a chart's rows, at its left. The rectangle is as high as the chart, and labels end at its right edge.
package struct ValueAxis: Widget {
    /// The chart's mapping from values to rows.
    package var scale: ValueScale
    /// The labels, the most important first.
    package var labels: [Label]
    /// The style of labels without one of their own.
    package var style: Style

    /// One value with its text.
    package struct Label: Hashable, Sendable {
        /// The value that the label stands beside.
        package var value: Double
        /// The text of the label.
        package var text: String
        /// The label's style; nil for the axis's.
        package var style: Style?

        /// Makes a label from its members.
        package init(value: Double, text: String, style: Style? = nil) {
            self.value = value
            self.text = text
            self.style = style
        }
    }

    /// Makes an axis.
    ///
    /// - Parameter labels: the labels, the most important first; a label whose row is taken is left out.
    package init(scale: ValueScale, labels: [Label], style: Style) {
        self.scale = scale
        self.labels = labels
        self.style = style
    }

    /// Draws the labels, each in the row of its value.
    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var taken: Set<Int> = []
        for label in labels {
            // It counts four dots per row with any symbols, so that labels stay in place when the symbols change.
            guard let dots = scale.row(of: label.value, rows: rect.height * 4) else { continue }
            let row = min(rect.height - 1, max(0, Int(dots.rounded()) / 4))
            guard taken.insert(row).inserted else { continue }
            let text = String(label.text.unicodeScalars.suffix(rect.width))
            frame.textRight(text, right: rect.right, y: rect.y + row, style: label.style ?? style)
        }
    }
}
