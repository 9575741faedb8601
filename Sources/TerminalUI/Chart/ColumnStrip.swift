/// Columns over the same steps as a chart, a sample each: what ribbons, bars and stacks have in common.
///
/// A column shows the newest sample that is known at its last step. A strip asks for no more samples than it has
/// columns: drawing takes O(columns · log n).
package struct ColumnStrip<Value> {
    /// What there is to show.
    package var samples: StepSamples<Value>
    /// The steps from the left to the right edge.
    package var steps: StepRange
    /// The last step that anything is known about; columns after it stay blank.
    package var now: Int
    /// Steps for which a sample holds where the next one is further off.
    package var hold: Int

    /// A strip over these steps.
    package init(samples: StepSamples<Value>, steps: StepRange, now: Int, hold: Int) {
        self.samples = samples
        self.steps = steps
        self.now = now
        self.hold = hold
    }

    /// Draws each column that has been reached, one cell wide and as high as the rectangle.
    ///
    /// - Parameter draw: is given the column's place, and the value that holds there; nil where none does.
    func render(in rect: Rect, draw: (_ column: Rect, _ value: Value?) -> Void) {
        guard !rect.isEmpty else { return }
        let time = TimeScale(steps, columns: rect.width)
        let states = ColumnSampling.newest(count: samples.count, step: samples.step, time: time, now: now, hold: hold)
        for (index, state) in states.enumerated() {
            let column = Rect(x: rect.x + index, y: rect.y, width: 1, height: rect.height)
            switch state {
            case .future: break
            case .missing: draw(column, nil)
            case .sample(let index): draw(column, samples.value(index))
            }
        }
    }
}
