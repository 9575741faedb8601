import RunEvents
package import TerminalUI

/// The steps that all plots show. Without a zoom they go from 0 to a round number not far beyond now. It grows by about
/// a fifth at a time, so that the picture fills the screen with what has happened, and changes its scale only now and
/// then.
package struct TimeSpan: Hashable, Sendable {
    /// From the left to the right edge.
    package var steps: StepRange
    /// The last step that anything is known about.
    package var now: Int
    /// The step whose values the panels show; nil for the last one.
    package var reading: Int?
    /// The step that the reading is compared with; nil for none.
    package var mark: Int?
    /// How often the steps that are shown fit into all; 1 where all are shown.
    package var magnification = 1.0

    /// The span for a run as far as it has come.
    ///
    /// - Parameter view: the part of it that is looked at.
    package init(run: RunState, view: TimeView = TimeView()) {
        now = run.step
        let total = run.description?.steps ?? .max
        let fine = min(run.description?.spectrum.fineInterval ?? 20, RunState.greatestStep)
        // Ten evaluations at least: less has no shape.
        let least = min(run.config?.evaluation.interval ?? fine, RunState.greatestStep) * 10
        let limit = max(1, min(total, NiceSteps.atLeast(max(now, least), from: NiceSteps.limits)))
        let whole = StepRange(last: max(limit, now))
        steps = whole
        if let length = view.length, length < whole.length {
            let last = max(length, view.last ?? TimeView.following(now, length: length))
            steps = StepRange(first: last - length, last: last)
            magnification = Double(whole.length) / Double(length)
        }
        if view.isLogarithmic { steps = steps.logarithmic(unit: fine) }
        (reading, mark) = (view.reading, view.mark)
    }

    /// The step whose values are shown as figures.
    var readStep: Int { min(now, reading ?? now) }
}
