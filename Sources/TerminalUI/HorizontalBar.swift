/// A bar that starts at the left and whose full width stands for 1.
package struct HorizontalBar: Widget {
    /// The length of the bar, 0…1; larger and smaller values are clamped.
    package var share: Double
    /// The bar's style.
    package var style: Style
    /// The characters to draw with.
    package var symbols: Symbols

    /// Makes a bar from its members.
    package init(share: Double, style: Style, symbols: Symbols) {
        self.share = share
        self.style = style
        self.symbols = symbols
    }

    /// Draws the bar in the rectangle's first row, to an eighth of a cell.
    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty, share.isFinite else { return }
        let eighths = Int((min(1, max(0, share)) * Double(rect.width * 8)).rounded())
        for column in 0..<(eighths + 7) / 8 {
            frame.set(rect.x + column, rect.y, symbols.horizontalBar(eighths: eighths - column * 8), style)
        }
    }
}
