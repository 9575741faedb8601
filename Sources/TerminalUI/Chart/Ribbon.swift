/// One row that says for every column which of a few states held there.
package struct Ribbon: Widget {
    package var samples: StepSamples<Look>
    package var limit: Int
    /// The last step that anything is known about; columns after it stay blank.
    package var now: Int
    /// How many steps a sample holds on for where the next one is further off.
    package var hold: Int
    /// What is shown up to `now` where no sample holds.
    package var missing: Look

    package struct Look: Hashable, Sendable {
        package var glyph: Unicode.Scalar
        package var style: Style

        package init(_ glyph: Unicode.Scalar, _ style: Style) {
            self.glyph = glyph
            self.style = style
        }
    }

    package init(samples: StepSamples<Look>, limit: Int, now: Int, hold: Int, missing: Look) {
        self.samples = samples
        self.limit = limit
        self.now = now
        self.hold = hold
        self.missing = missing
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let time = TimeScale(limit: limit, columns: rect.width)
        let columns = ColumnSampling.newest(
            count: samples.count, step: samples.step, time: time, now: now, hold: hold)
        for (column, state) in columns.enumerated() {
            switch state {
            case .future: break
            case .missing: frame.set(rect.x + column, rect.y, missing.glyph, missing.style)
            case .sample(let index):
                let look = samples.value(index)
                frame.set(rect.x + column, rect.y, look.glyph, look.style)
            }
        }
    }
}
