/// Upright stacks of signed parts of one whole, a column each, over the same steps as a chart: what is above zero grows
/// up from the middle, what is below it down.
///
/// The whole is half of the height. Every part has a glyph of its own in whole cells, so that they are told apart
/// without colours; cells go to the parts by largest remainder, so that the largest part always shows.
package struct SignedStack: Widget {
    /// The parts of a sample, as many as there are looks, their magnitudes adding up to 1. nil has no stack.
    package var samples: StepSamples<[Double]?>
    package var looks: [Ribbon.Look]
    package var limit: Int
    package var now: Int
    package var hold: Int
    /// Zero, where the height is odd and it has a row of its own.
    package var zero: Ribbon.Look
    /// In the middle up to `now` where there is no stack.
    package var missing: Ribbon.Look

    package init(
        samples: StepSamples<[Double]?>, looks: [Ribbon.Look], limit: Int, now: Int, hold: Int, zero: Ribbon.Look,
        missing: Ribbon.Look
    ) {
        self.samples = samples
        self.looks = looks
        self.limit = limit
        self.now = now
        self.hold = hold
        self.zero = zero
        self.missing = missing
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let time = TimeScale(limit: limit, columns: rect.width)
        let columns = ColumnSampling.newest(count: samples.count, step: samples.step, time: time, now: now, hold: hold)
        let half = rect.height / 2
        let middle = rect.y + half
        for (column, state) in columns.enumerated() {
            let x = rect.x + column
            var parts: [Double]?
            switch state {
            case .future: continue
            case .missing: break
            case .sample(let index): parts = samples.value(index)
            }
            guard let parts else {
                frame.set(
                    x, rect.height == 1 ? rect.y : middle - (rect.height % 2 == 0 ? 1 : 0), missing.glyph, missing.style
                )
                continue
            }
            if rect.height % 2 == 1 { frame.set(x, middle, zero.glyph, zero.style) }
            var (above, below) = (middle - 1, middle + rect.height % 2)
            for (part, cells) in SignedStack.cells(parts, of: half).enumerated() where part < looks.count {
                for _ in 0..<cells {
                    let isUp = parts[part] > 0
                    frame.set(x, isUp ? above : below, looks[part].glyph, looks[part].style)
                    if isUp { above -= 1 } else { below += 1 }
                }
            }
        }
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
