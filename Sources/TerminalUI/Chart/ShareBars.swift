/// Upright bars of shares (0…1), a column each, over the same steps as a chart.
package struct ShareBars: Widget {
    /// The shares; one that is no number has no bar.
    package var strip: ColumnStrip<Double>
    /// Style of the bars.
    package var barStyle: Style
    /// What stands above a bar, up to 1.
    package var rest: Ribbon.Look
    /// Decides how many heights the top cell of a bar can have.
    package var symbols: Symbols

    /// Bars over these steps; `now` and `hold` are those of `ColumnStrip`.
    package init(
        samples: StepSamples<Double>, steps: StepRange, now: Int, hold: Int, barStyle: Style,
        rest: Ribbon.Look, symbols: Symbols
    ) {
        strip = ColumnStrip(samples: samples, steps: steps, now: now, hold: hold)
        self.barStyle = barStyle
        self.rest = rest
        self.symbols = symbols
    }

    /// Draws the bars over the whole height, their tops to an eighth of a cell.
    package func render(into frame: inout Frame, in rect: Rect) {
        strip.render(in: rect) { column, share in
            guard let share, share.isFinite else { return }
            draw(min(1, max(0, share)), into: &frame, in: column)
        }
    }

    private func draw(_ share: Double, into frame: inout Frame, in column: Rect) {
        // A share above nothing shows at least a trace.
        let eighths = max(share > 0 ? 1 : 0, Int((share * Double(column.height * 8)).rounded()))
        for row in 0..<column.height {
            let level = eighths - (column.height - 1 - row) * 8
            let scalar = level > 0 ? symbols.bar(eighths: level) : rest.glyph
            frame.set(column.x, column.y + row, scalar, level > 0 ? barStyle : rest.style)
        }
    }
}
