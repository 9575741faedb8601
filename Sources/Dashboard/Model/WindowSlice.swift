import RunEvents
import TerminalUI

/// One of the two windows as panels draw it.
struct WindowSlice {
    /// Its full windows so far.
    let history: SpectrumHistory
    /// Steps between two updates (N); nil before the run has begun.
    let interval: Int?
    /// Updates in a full window (W); nil before the run has begun.
    let length: Int?

    init(_ run: RunState, _ window: Model.ShownWindow) {
        history = window == .fine ? run.fine : run.coarse
        let spectrum = run.description?.spectrum
        interval = spectrum.map { min(RunState.greatestStep, window == .fine ? $0.fineInterval : $0.interval) }
        length = spectrum?.window
    }

    /// Steps that a column goes on for where nothing newer is known.
    var hold: Int { interval ?? 0 }

    /// What a panel about the window says before it has one.
    var emptyText: String {
        guard let interval, let length else { return "waiting for the run to begin" }
        return "first window at step \(NumberText.grouped(interval * min(length, 1 << 20)))"
    }
}

extension Model {
    /// The window that the panels of the edge show.
    var shownWindow: WindowSlice { WindowSlice(run, window) }
    /// The same up to the step whose figures are shown.
    var readWindow: WindowSlice { WindowSlice(figures, window) }
    /// The run up to the step that is read: what panels take their figures from, while their curves show all.
    var figures: RunState { span.reading == nil ? run : run.state(at: span.readStep) }
    /// The window of `spectrum.interval`.
    var coarse: WindowSlice { WindowSlice(run, .coarse) }
    /// The steps that all plots show.
    var span: TimeSpan { TimeSpan(run: run, view: timeView) }
}
