/// A row of small bars, one per value. The largest leaves an eighth of the cell free, so that rows above one another
/// stay apart.
package struct Sparkline: Widget {
    /// The values, one per column; values that are negative or not finite leave their column empty.
    package var values: [Double]
    /// The bars' style.
    package var style: Style
    /// The characters to draw with.
    package var symbols: Symbols

    /// Makes a row of bars from its members.
    package init(values: [Double], style: Style, symbols: Symbols) {
        self.values = values
        self.style = style
        self.symbols = symbols
    }

    /// Draws the bars in the rectangle's first row; the largest value has the highest bar.
    package func render(into frame: inout Frame, in rect: Rect) {
        let largest = values.lazy.filter(\.isFinite).max() ?? 0
        guard !rect.isEmpty, largest > 0 else { return }
        for (column, value) in values.prefix(rect.width).enumerated() where value.isFinite && value >= 0 {
            let eighths = max(value > 0 ? 1 : 0, Int((value / largest * 7).rounded()))
            frame.set(rect.x + column, rect.y, symbols.bar(eighths: eighths), style)
        }
    }
}
