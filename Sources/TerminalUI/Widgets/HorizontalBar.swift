/// A bar from the left edge; the full width stands for 1.
package struct HorizontalBar: Widget {
    /// Length of the bar, 0…1. Values outside are cut off; what is no number draws nothing.
    package var share: Double
    /// Style of the filled part; the rest is left as it is.
    package var style: Style
    /// Decides how finely the end of the bar is drawn.
    package var symbols: Symbols

    /// A bar of this length.
    package init(share: Double, style: Style, symbols: Symbols) {
        self.share = share
        self.style = style
        self.symbols = symbols
    }

    /// Draws the bar into the first row, its end to an eighth of a cell.
    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty, share.isFinite else { return }
        let eighths = Int((min(1, max(0, share)) * Double(rect.width * 8)).rounded())
        for column in 0..<(eighths + 7) / 8 {
            frame.set(rect.x + column, rect.y, symbols.horizontalBar(eighths: eighths - column * 8), style)
        }
    }
}
