/// Everything that a run reports, in order. Live, replayed and remote runs are all a stream of these events.
package enum RunEvent: Sendable, Equatable {
    case started(StartedRecord)
    /// The run continues in another process.
    case resumed(ResumedRecord)
    /// The run leaves its parent here.
    case forked(ForkedRecord)
    case evaluation(EvaluationRecord)
    case spectrum(SpectrumRecord)
    case gapLedger(GapLedgerRecord)
    case gapFlow(GapFlowRecord)
    case response(ResponseRecord)
    case window(WindowRecord)
    /// A command that the run has applied.
    case command(CommandRecord)
    /// A command that could not be carried out, and why.
    case refused(RefusedRecord)
    case probe(ProbeRecord)
    /// The results of an intervention's forks.
    case intervention(InterventionRecord)
    case marker(MarkerRecord)
    /// What a number is that another program logs.
    case metricDefinition(MetricDefinition)
    /// A number that another program has logged.
    case metric(MetricRecord)
    /// What another program's own evaluation says of its model, changed along the edge.
    case metricProbe(MetricProbeRecord)
    /// What the recorder of another program's run has to say.
    case remark(RemarkRecord)
    /// The run's present state. It comes by the clock and not by the step, so the screen shows it, and it is never kept
    /// or printed.
    case progress(ProgressRecord)
    case finished(FinishedRecord)

    /// Whether the event is only shown, and not kept.
    package var isProgress: Bool {
        if case .progress = self { true } else { false }
    }
}
