/// A bar from the left whose full width stands for 1.
package struct HorizontalBar: Widget {
    package var share: Double
    package var style: Style
    package var symbols: Symbols

    package init(share: Double, style: Style, symbols: Symbols) {
        self.share = share
        self.style = style
        self.symbols = symbols
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty, share.isFinite else { return }
        let eighths = Int((min(1, max(0, share)) * Double(rect.width * 8)).rounded())
        for column in 0..<(eighths + 7) / 8 {
            frame.set(rect.x + column, rect.y, symbols.horizontalBar(eighths: eighths - column * 8), style)
        }
    }
}
