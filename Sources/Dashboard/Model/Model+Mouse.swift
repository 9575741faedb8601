import RunEvents
import TerminalUI

/// The pointer: a click reads, a drag selects a span or pans, the wheel zooms, and an event is gone to.
extension Model {
    mutating func point(_ report: MouseReport) {
        guard let layout = layout(size), let action = report.action else { return }
        switch mode {
        case .watching: break
        case .help:
            if case .press = action { mode = .watching }
            return
        default: return
        }
        let plot = plot(layout, x: report.column, y: report.row)
        switch action {
        case .wheelUp: if let plot { zoom(by: 0.8, around: step(plot, report.column)) }
        case .wheelDown: if let plot { zoom(by: 1.25, around: step(plot, report.column)) }
        case .wheelLeft: pan(by: -0.1)
        case .wheelRight: pan(by: 0.1)
        case .press(.left):
            notice = nil
            focus(layout, x: report.column, y: report.row)
            press(layout, plot, report)
        case .press:
            if let plot { drag = .pan(column: report.column - plot.x, first: shown.span.steps.first) }
        case .drag: move(layout, report)
        case .release: drag = nil
        }
    }

    private mutating func press(_ layout: Layout, _ plot: Rect?, _ report: MouseReport) {
        guard let plot, run.description != nil else {
            if let step = eventStep(layout, report) { go(to: step) }
            return
        }
        let step = measuredStep(plot, report.column)
        timeView.mark = nil
        beginReading(at: step)
        drag = .span(from: step)
    }

    private mutating func move(_ layout: Layout, _ report: MouseReport) {
        let plot = layout.axisPlot
        switch drag {
        case .span(let from):
            let column = min(max(plot.x, report.column), plot.right - 1)
            let step = measuredStep(plot, column)
            timeView.mark = step == from ? nil : from
            read(at: step)
        case .pan(let column, let first):
            guard let length = timeView.length else { return }
            let moved = (report.column - plot.x - column) * length / max(1, plot.width)
            show(first - moved...first - moved + length)
        case nil: break
        }
    }

    /// The plot that the pointer is in: of the time axis, or of a panel that draws over the same steps.
    private func plot(_ layout: Layout, x: Int, y: Int) -> Rect? {
        let main = layout.axisPlot
        let top = layout.accuracy.isEmpty ? layout.fineRibbon.y : layout.accuracy.y
        let ribbons = Rect(x: main.x, y: top, width: main.width, height: layout.steps.bottom - top)
        let panels = zip(layout.places, shownPanels(layout)).filter { $0.1.sharesTime }
        return ([ribbons] + panels.map { $0.0.rect.insideBox.inset(left: EigenvalueView.gutter) })
            .first { $0.contains(x: x, y: y) }
    }

    private func step(_ plot: Rect, _ column: Int) -> Int {
        TimeScale(shown.span.steps, columns: plot.width).steps(in: column - plot.x).lowerBound
    }

    /// The last step in a column at which something was measured; else its first step.
    private func measuredStep(_ plot: Rect, _ column: Int) -> Int {
        let steps = TimeScale(shown.span.steps, columns: plot.width).steps(in: column - plot.x)
        let run = shown.run
        return run.recordedStep(before: steps.upperBound).map { max($0, min(steps.lowerBound, run.step)) } ?? 0
    }

    private func eventStep(_ layout: Layout, _ report: MouseReport) -> Int? {
        for (place, panel) in zip(layout.places, shownPanels(layout)) where panel == .events {
            let inside = place.rect.insideBox
            guard inside.contains(x: report.column, y: report.row) else { continue }
            let entries = shown.run.log.entries
            let index = entries.count - 1 - (report.row - inside.y)
            return index >= 0 ? entries[index].step : nil
        }
        return nil
    }
}
