/// Upright bars of shares (0…1), a column each, over the same steps as a chart.
package struct ShareBars: Widget {
    /// What is no number has no bar.
    package var samples: StepSamples<Double>
    package var limit: Int
    package var now: Int
    package var hold: Int
    package var barStyle: Style
    /// What stands above the bar, up to 1.
    package var rest: Ribbon.Look
    package var symbols: Symbols

    package init(
        samples: StepSamples<Double>, limit: Int, now: Int, hold: Int, barStyle: Style,
        rest: Ribbon.Look, symbols: Symbols
    ) {
        self.samples = samples
        self.limit = limit
        self.now = now
        self.hold = hold
        self.barStyle = barStyle
        self.rest = rest
        self.symbols = symbols
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let time = TimeScale(limit: limit, columns: rect.width)
        let columns = ColumnSampling.newest(
            count: samples.count, step: samples.step, time: time, now: now, hold: hold)
        for (column, state) in columns.enumerated() {
            guard case .sample(let index) = state else { continue }
            let value = samples.value(index)
            guard value.isFinite else { continue }
            let share = min(1, max(0, value))
            // A share above nothing shows at least a trace.
            let eighths = max(share > 0 ? 1 : 0, Int((share * Double(rect.height * 8)).rounded()))
            for row in 0..<rect.height {
                let level = eighths - (rect.height - 1 - row) * 8
                let scalar = level > 0 ? symbols.bar(eighths: level) : rest.glyph
                frame.set(rect.x + column, rect.y + row, scalar, level > 0 ? barStyle : rest.style)
            }
        }
    }
}
