/// A row of small bars, one a value. The largest leaves an eighth free, so that rows on top of one another stay apart.
package struct Sparkline: Widget {
    package var values: [Double]
    package var style: Style
    package var symbols: Symbols

    package init(values: [Double], style: Style, symbols: Symbols) {
        self.values = values
        self.style = style
        self.symbols = symbols
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        let largest = values.lazy.filter(\.isFinite).max() ?? 0
        guard !rect.isEmpty, largest > 0 else { return }
        for (column, value) in values.prefix(rect.width).enumerated() where value.isFinite && value >= 0 {
            let eighths = max(value > 0 ? 1 : 0, Int((value / largest * 7).rounded()))
            frame.set(rect.x + column, rect.y, symbols.bar(eighths: eighths), style)
        }
    }
}
