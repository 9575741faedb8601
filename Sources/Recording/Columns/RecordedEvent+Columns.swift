internal import RunEvents

extension RecordedEvent {
    /// The table that holds the event.
    ///
    /// - Precondition: the event is no `progress`, which is not kept.
    var table: RecordingSchema.Events {
        switch event {
        case .started, .resumed: .session
        case .forked: .fork
        case .evaluation: .evaluation
        case .spectrum: .spectrum
        case .gapLedger: .gapLedger
        case .gapFlow: .gapFlow
        case .response: .response
        case .window: .window
        case .command: .command
        case .refused: .refusal
        case .probe: .probe
        case .intervention: .intervention
        case .marker: .marker
        case .metricDefinition: .metricDefinition
        case .metric: .metric
        case .metricProbe: .metricProbe
        case .remark: .remark
        case .progress: preconditionFailure("progress is not kept")
        case .finished: .finish
        }
    }

    /// Writes all columns of its row.
    func write(to row: inout some ColumnVisitor) throws(RecordingError) {
        try EventPlace(self).write(to: &row)
        try event.writeColumns(to: &row)
    }
}

extension RunEvent {
    /// Writes the columns that come behind the event's place.
    ///
    /// - Precondition: the event is no `progress`, which is not kept.
    func writeColumns(to row: inout some ColumnVisitor) throws(RecordingError) {
        switch self {
        case .started(let record): try SessionRow(record).write(to: &row)
        case .resumed(let record): try SessionRow(record).write(to: &row)
        case .forked(let record): try record.write(to: &row)
        case .evaluation(let record): try record.write(to: &row)
        case .spectrum(let record): try record.write(to: &row)
        case .gapLedger(let record): try record.write(to: &row)
        case .gapFlow(let record): try record.write(to: &row)
        case .response(let record): try record.write(to: &row)
        case .window(let record): try record.write(to: &row)
        case .command(let record): try record.write(to: &row)
        case .refused(let record): try record.write(to: &row)
        case .probe(let record): try ProbeRow(record).write(to: &row)
        case .intervention(let record): try InterventionRow(record).write(to: &row)
        case .marker(let record): try record.write(to: &row)
        case .metricDefinition(let record): try record.write(to: &row)
        case .metric(let record): try record.write(to: &row)
        case .metricProbe(let record): try MetricProbeRow(record).write(to: &row)
        case .remark(let record): try record.write(to: &row)
        case .progress: preconditionFailure("progress is not kept")
        case .finished(let record): try record.write(to: &row)
        }
    }

    /// Reads the columns of a table that come behind the event's place.
    ///
    /// - Parameter run: what `started` repeats.
    init(of table: RecordingSchema.Events, row: inout ColumnReader, run: RunDescription) throws(RecordingError) {
        switch table {
        case .session: self = try SessionRow(row: &row).event(run: run)
        case .evaluation: self = .evaluation(try EvaluationRecord(row: &row))
        case .spectrum: self = .spectrum(try SpectrumRecord(row: &row))
        case .marker: self = .marker(try MarkerRecord(row: &row))
        case .metricDefinition: self = .metricDefinition(try MetricDefinition(row: &row))
        case .metric: self = .metric(try MetricRecord(row: &row))
        case .metricProbe: self = .metricProbe(try MetricProbeRow(row: &row).record!)
        case .remark: self = .remark(try RemarkRecord(row: &row))
        case .command: self = .command(try CommandRecord(row: &row))
        case .refusal: self = .refused(try RefusedRecord(row: &row))
        case .probe: self = .probe(try ProbeRow(row: &row).record!)
        case .intervention: self = .intervention(try InterventionRow(row: &row).record!)
        case .fork: self = .forked(try ForkedRecord(row: &row))
        case .finish: self = .finished(try FinishedRecord(row: &row))
        case .gapLedger: self = .gapLedger(try GapLedgerRecord(row: &row))
        case .gapFlow: self = .gapFlow(try GapFlowRecord(row: &row))
        case .response: self = .response(try ResponseRecord(row: &row))
        case .window: self = .window(try WindowRecord(row: &row))
        }
    }
}
