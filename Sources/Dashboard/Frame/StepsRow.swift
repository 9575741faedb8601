import TerminalUI

/// The step numbers under the time axis. Left of them stands what is unusual about the axis; the step that is read has
/// its number at its column, and so has the step it is compared with.
struct StepsRow: Widget {
    let theme: Theme
    let span: TimeSpan

    func render(into frame: inout Frame, in rect: Rect) {
        let isUsual = span.magnification == 1 && span.steps.firstOfRatios == nil
        frame.text(" \(name) ", x: rect.x, y: rect.y, style: theme[isUsual ? .axis : .marker], limit: Layout.gutter)
        let plot = Layout.plot(of: rect)
        StepAxis(steps: span.steps, style: theme[.axis]).render(into: &frame, in: plot)
        number(span.mark, theme[.text], into: &frame, in: plot)
        number(span.reading, theme[.marker].adding(.reverse), into: &frame, in: plot)
    }

    /// "step", "×8", "log" or "lg×8": five columns at most.
    private var name: String {
        let factor = span.magnification > 1 ? "×" + NumberText.fixed(span.magnification, decimals: 0) : ""
        guard span.steps.firstOfRatios != nil else { return factor.isEmpty ? "step" : factor }
        return factor.isEmpty ? "log" : "lg" + factor
    }

    private func number(_ step: Int?, _ style: Style, into frame: inout Frame, in plot: Rect) {
        guard let step, let column = TimeScale(span.steps, columns: plot.width).column(of: step) else { return }
        let text = NumberText.grouped(step)
        let width = text.unicodeScalars.count
        let x = min(max(0, column - width / 2), max(0, plot.width - width))
        // A number of the axis that it touches goes: half of it would be read as another.
        for (start, way) in [(x - 1, -1), (x + width, 1)] {
            var place = start
            while place >= 0, place < plot.width, let cell = frame[plot.x + place, plot.y], cell.scalar != " " {
                frame.set(plot.x + place, plot.y, " ", theme[.axis])
                place += way
            }
        }
        frame.text(text, x: plot.x + x, y: plot.y, style: style, limit: plot.width - x)
    }
}
