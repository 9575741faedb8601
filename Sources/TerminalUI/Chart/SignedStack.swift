/// Upright stacks of signed parts of one whole, a column each, over the same steps as a chart: what is above zero grows
/// up from the middle, what is below it down.
///
/// The whole is half of the height. Every part has its own glyph in whole cells, so that the parts differ without
/// colours too. Cells go to the parts by largest remainder, so that the largest part always shows.
package struct SignedStack: Widget {
    /// The parts of each sample, as many as there are looks, their magnitudes adding up to 1; nil for a sample without
    /// a stack.
    package var strip: ColumnStrip<[Double]?>
    /// How the parts are drawn, in their order.
    package var looks: [Ribbon.Look]
    /// Zero, which has its own row where the height is odd.
    package var zero: Ribbon.Look
    /// In the middle, up to now, where there is no stack.
    package var missing: Ribbon.Look

    /// Stacks over these steps; `now` and `hold` are those of `ColumnStrip`.
    package init(
        samples: StepSamples<[Double]?>, looks: [Ribbon.Look], steps: StepRange, now: Int, hold: Int, zero: Ribbon.Look,
        missing: Ribbon.Look
    ) {
        strip = ColumnStrip(samples: samples, steps: steps, now: now, hold: hold)
        self.looks = looks
        self.zero = zero
        self.missing = missing
    }

    /// Draws the stacks over the whole height.
    package func render(into frame: inout Frame, in rect: Rect) {
        strip.render(in: rect) { column, parts in
            if let parts = parts ?? nil {
                draw(parts, into: &frame, in: column)
            } else {
                // The row above the middle where no row is in the middle.
                frame.set(column.x, column.y + (column.height - 1) / 2, missing.glyph, missing.style)
            }
        }
    }

    private func draw(_ parts: [Double], into frame: inout Frame, in column: Rect) {
        let half = column.height / 2
        let middle = column.y + half
        if column.height % 2 == 1 { frame.set(column.x, middle, zero.glyph, zero.style) }
        var (above, below) = (middle - 1, middle + column.height % 2)
        for (part, cells) in SignedStack.cells(parts, of: half).enumerated() where part < looks.count {
            for _ in 0..<cells {
                let isUp = parts[part] > 0
                frame.set(column.x, isUp ? above : below, looks[part].glyph, looks[part].style)
                if isUp { above -= 1 } else { below += 1 }
            }
        }
    }

    /// Values as shares of the sum of their magnitudes, each with its sign.
    ///
    /// - Returns: nil where a value is not finite, or all are zero.
    package static func shares(_ values: [Double]) -> [Double]? {
        let sum = values.reduce(0) { $0 + $1.magnitude }
        return sum > 0 && sum.isFinite ? values.map { $0 / sum } : nil
    }

    /// Divides `count` cells among the parts, in order: each gets its share of them, rounded up or down, and together
    /// they get all.
    package static func cells(_ parts: [Double], of count: Int) -> [Int] {
        let sum = parts.reduce(0) { $0 + $1.magnitude }
        guard sum > 0, sum.isFinite else { return parts.map { _ in 0 } }
        let exact = parts.map { $0.magnitude / sum * Double(count) }
        var cells = exact.map { Int($0) }
        let byRemainder = exact.indices.sorted { exact[$0] - Double(cells[$0]) > exact[$1] - Double(cells[$1]) }
        for index in byRemainder.prefix(max(0, count - cells.reduce(0, +))) { cells[index] += 1 }
        return cells
    }
}
