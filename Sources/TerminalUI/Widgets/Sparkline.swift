/// A row of small bars, one a value. The largest leaves an eighth free, so that rows on top of one another stay apart.
package struct Sparkline: Widget {
    /// From the left. What is negative, infinite or no number leaves its column empty.
    package var values: [Double]
    /// Style of the bars.
    package var style: Style
    /// Decides how many heights a bar can have.
    package var symbols: Symbols

    /// A row of bars for these values.
    package init(values: [Double], style: Style, symbols: Symbols) {
        self.values = values
        self.style = style
        self.symbols = symbols
    }

    /// Draws the first values into the first row, as many as it has columns, each relative to the largest of all.
    package func render(into frame: inout Frame, in rect: Rect) {
        let largest = values.lazy.filter(\.isFinite).max() ?? 0
        guard !rect.isEmpty, largest > 0 else { return }
        for (column, value) in values.prefix(rect.width).enumerated() where value.isFinite && value >= 0 {
            let eighths = max(value > 0 ? 1 : 0, Int((value / largest * 7).rounded()))
            frame.set(rect.x + column, rect.y, symbols.bar(eighths: eighths), style)
        }
    }
}
