/// One row that says for every column which of a few states held there.
package struct Ribbon: Widget {
    /// The states over the steps of a chart.
    package var strip: ColumnStrip<Look>
    /// What is shown up to now where no sample holds.
    package var missing: Look

    /// How a state is drawn: a character one column wide, and its style.
    package struct Look: Hashable, Sendable {
        /// The character.
        package var glyph: Unicode.Scalar
        /// Its colour and attributes.
        package var style: Style

        /// A character in a style.
        package init(_ glyph: Unicode.Scalar, _ style: Style) {
            self.glyph = glyph
            self.style = style
        }
    }

    /// A ribbon over these steps; the other numbers are those of `ColumnStrip`.
    package init(samples: StepSamples<Look>, steps: StepRange, now: Int, hold: Int, missing: Look) {
        strip = ColumnStrip(samples: samples, steps: steps, now: now, hold: hold)
        self.missing = missing
    }

    /// Draws the ribbon into the first row.
    package func render(into frame: inout Frame, in rect: Rect) {
        strip.render(in: rect.row(0)) { column, look in
            let look = look ?? missing
            frame.set(column.x, column.y, look.glyph, look.style)
        }
    }
}
