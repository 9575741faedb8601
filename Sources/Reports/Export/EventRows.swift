internal import Dashboard
package import RunEvents

/// Makes the rows of the table `events`: what happened in a run, without its measurements.
package enum EventRows {
    /// The columns, in order.
    package static let header = ["sequence", "reached_step", "elapsed_seconds", "step", "type", "what", "value"]

    /// The row of an event.
    ///
    /// - Returns: nil for a measurement.
    package static func row(_ recorded: RecordedEvent) -> [String]? {
        guard let (what, value) = detail(recorded.event) else { return nil }
        return [
            "\(recorded.sequence)", "\(recorded.reachedStep)", "\(recorded.elapsedSeconds)", "\(recorded.event.step)",
            recorded.event.typeName, what, value,
        ]
    }

    private static func detail(_ event: RunEvent) -> (String, String)? {
        switch event {
        case .started(let record): (record.engine.version, record.engine.blasCore)
        case .resumed(let record): ("checkpoint \(record.checkpointStep)", record.engine.blasCore)
        case .forked(let record): (record.parent.name, record.parent.identifier)
        case .command(let record): (record.command.rawValue, "\(record.weightDecay)")
        case .refused(let record): (record.command.rawValue, record.reason)
        case .marker(let record): (record.kind.rawValue, "\(record.accuracy)")
        case .probe(let probe): (probe.kind.rawValue, "")
        case .intervention(let record): ("intervention", "\(record.steps)")
        case .finished(let record): (record.reason.rawValue, record.parameterDigest)
        case .metricProbe(let record): (record.kind.rawValue, MetricProbeText.summary(record))
        case .remark(let record): (record.kind.rawValue, record.message)
        case .evaluation, .spectrum, .gapLedger, .gapFlow, .response, .window, .metricDefinition, .metric, .progress:
            nil
        }
    }
}
