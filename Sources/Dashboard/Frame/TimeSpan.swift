import RunEvents
import TerminalUI

/// The steps that all plots show: from 0 to a round number not far beyond now. It grows by about a fifth
/// at a time, so that the picture fills the screen with what has happened, and changes its scale only now and then.
package struct TimeSpan: Hashable, Sendable {
    /// At the right edge.
    package var limit: Int
    /// The last step that anything is known about.
    package var now: Int

    /// The span for a run as far as it has come.
    package init(run: RunState) {
        now = run.step
        let steps = run.description?.steps ?? .max
        // Ten evaluations at least: less has no shape.
        let least =
            min(run.config?.evaluation.interval ?? run.description?.spectrum.fineInterval ?? 20, RunState.greatestStep)
            * 10
        limit = max(1, min(steps, NiceSteps.atLeast(max(now, least), from: NiceSteps.limits)))
        limit = max(limit, now)
    }
}
