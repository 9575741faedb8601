/// Everything that a run tells the world, in order. Live, replayed and remote runs are all a stream of these.
package enum RunEvent: Sendable, Equatable {
    case started(StartedRecord)
    /// The run goes on in another process.
    case resumed(ResumedRecord)
    /// The run leaves its parent here.
    case forked(ForkedRecord)
    case evaluation(EvaluationRecord)
    case spectrum(SpectrumRecord)
    case gapFlow(GapFlowRecord)
    case response(ResponseRecord)
    case window(WindowRecord)
    /// A command as it was applied.
    case command(CommandRecord)
    /// A command that could not be carried out, and why.
    case refused(RefusedRecord)
    case probe(ProbeRecord)
    /// What the forks of an intervention came to.
    case intervention(InterventionRecord)
    case marker(MarkerRecord)
    /// Where the run is just now. Comes by the clock and not by the step, so it is shown and never kept or printed.
    case progress(ProgressRecord)
    case finished(FinishedRecord)

    /// Whether it is shown and not kept.
    package var isProgress: Bool {
        if case .progress = self { true } else { false }
    }
}
