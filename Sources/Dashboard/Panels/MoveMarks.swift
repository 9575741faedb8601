import TerminalUI

/// On the lower edge of a panel about the gap, at the steps at which it had come to lie elsewhere: the new k*. What is
/// said of the gap before and after does not belong to the same one there.
struct MoveMarks: Widget {
    let theme: Theme
    let span: TimeSpan
    /// The steps at which k* changed, with the new k*.
    let changes: StepSeries

    func render(into frame: inout Frame, in row: Rect) {
        frame.text("k*", x: row.x - 3, y: row.y, style: theme[.axis])
        let time = TimeScale(span.steps, columns: row.width)
        for column in 0..<time.columns {
            let steps = time.steps(in: column)
            let end = changes.firstIndex(atOrAfter: steps.upperBound)
            guard changes.firstIndex(atOrAfter: steps.lowerBound) < end else { continue }
            let digit = UInt8(min(9, max(0, changes.value(at: end - 1))))
            frame.set(row.x + column, row.y, Unicode.Scalar(0x30 + digit), theme[.marker])
        }
    }
}
