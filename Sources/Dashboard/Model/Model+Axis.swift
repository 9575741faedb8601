import RunEvents
import TerminalUI

/// Looking at a part of the time axis.
extension Model {
    /// Columns of the main time axis, at least 1.
    var plotColumns: Int {
        max(1, layout(size)?.axisPlot.width ?? Layout.smallest.width)
    }

    mutating func changeAxis(_ action: Action) {
        switch action {
        case .zoomIn: zoom(by: 0.5, around: timeView.reading ?? shownStep)
        case .zoomOut: zoom(by: 2, around: timeView.reading ?? shownStep)
        case .panBack: pan(by: -0.25)
        case .panForward: pan(by: 0.25)
        case .wholeAxis:
            if timeView.length == nil { say("this is the whole run: + zooms in") }
            showWholeAxis()
        case .logarithmicSteps:
            timeView.isLogarithmic.toggle()
            say(timeView.isLogarithmic ? "steps on a logarithmic axis" : "steps equally far apart")
        default: preconditionFailure("\(action) changes no axis")
        }
    }

    private mutating func showWholeAxis() {
        timeView.length = nil
        timeView.last = nil
    }

    /// Shows more or fewer steps; one of them stays where it is.
    ///
    /// - Parameter factor: how many times as many steps are shown afterwards.
    mutating func zoom(by factor: Double, around step: Int) {
        guard run.description != nil else {
            say("the run has not begun")
            return
        }
        let (steps, whole) = (shown.span.steps, wholeAxis)
        let length = max(TimeView.leastLength, Int((Double(steps.length) * factor).rounded()))
        guard length < whole.length else {
            if timeView.length == nil { say("this is the whole run") }
            showWholeAxis()
            return
        }
        if length == timeView.length { say("no step has more room than this") }
        let center = min(max(steps.first, step), steps.last)
        let place = Double(center - steps.first) / Double(steps.length)
        timeView.length = length
        show(first: center - Int((place * Double(length)).rounded()))
    }

    /// Moves the part that is shown.
    ///
    /// - Parameter share: of its length, negative for earlier steps.
    mutating func pan(by share: Double) {
        guard let length = timeView.length else {
            say("all steps are on the screen: + zooms in")
            return
        }
        show(first: shown.span.steps.first + Int((Double(length) * share).rounded()))
    }

    /// Shows the steps between the mark and the reading.
    mutating func zoomToSpan() {
        guard let reading = timeView.reading, let mark = timeView.mark, reading != mark else {
            say("z shows the steps between two marks: v puts them")
            return
        }
        show(min(reading, mark)...max(reading, mark))
    }

    /// Shows these steps, and no more than it takes.
    mutating func show(_ steps: ClosedRange<Int>) {
        let length = max(TimeView.leastLength, steps.upperBound - steps.lowerBound)
        guard length < wholeAxis.length else {
            showWholeAxis()
            return
        }
        timeView.length = length
        show(first: steps.lowerBound)
    }

    /// Moves the part that is shown to a first step, or as close to it as there are steps. At the newest step it
    /// follows the run again.
    private mutating func show(first: Int) {
        guard let length = timeView.length else { return }
        let last = min(max(length, first + length), wholeAxis.last)
        timeView.last = last >= wholeAxis.last ? nil : last
    }

    /// Moves the part that is shown so that a step is in it.
    mutating func bringIntoView(_ step: Int) {
        guard let length = timeView.length, timeView.last != nil else { return }
        let steps = shown.span.steps
        if step < steps.first { show(first: step - length / 8) }
        if step > steps.last { show(first: step - length * 7 / 8) }
    }

    private var wholeAxis: StepRange { TimeSpan(run: shown.run).steps }
}
