internal import RunEvents

extension RecordingSchema {
    /// The tables of events, by the names that they have in the database. All begin with the columns of `EventPlace`.
    enum Events: String, CaseIterable {
        case session = "session"
        case evaluation = "evaluation"
        case spectrum = "spectrum"
        case marker = "marker"
        case command = "command"
        case refusal = "refusal"
        case probe = "probe"
        case fork = "fork"
        case finish = "finish"
        // Since version 2.
        case gapFlow = "gap_flow"
        case response = "response"
        case window = "window"
        // Since version 3.
        case intervention = "intervention"
        // Since version 4.
        case gapLedger = "gap_ledger"
        // Since version 5.
        case metricDefinition = "metric_definition"
        case metric = "metric"
        case metricProbe = "metric_probe"
        case remark = "remark"

        var name: String { rawValue }

        /// The first version that has the table.
        private var sinceVersion: Int {
            switch self {
            case .session, .evaluation, .spectrum, .marker, .command, .refusal, .probe, .fork, .finish: 1
            case .gapFlow, .response, .window: 2
            case .intervention: 3
            case .gapLedger: 4
            case .metricDefinition, .metric, .metricProbe, .remark: 5
            }
        }

        /// The tables that a database of a version has.
        static func tables(ofVersion version: Int) -> [Events] { allCases.filter { $0.sinceVersion <= version } }

        /// What a row is, behind its place.
        private var row: any TableRow.Type {
            switch self {
            case .session: SessionRow.self
            case .evaluation: EvaluationRecord.self
            case .spectrum: SpectrumRecord.self
            case .marker: MarkerRecord.self
            case .command: CommandRecord.self
            case .refusal: RefusedRecord.self
            case .probe: ProbeRow.self
            case .fork: ForkedRecord.self
            case .finish: FinishedRecord.self
            case .gapFlow: GapFlowRecord.self
            case .response: ResponseRecord.self
            case .window: WindowRecord.self
            case .intervention: InterventionRow.self
            case .gapLedger: GapLedgerRecord.self
            case .metricDefinition: MetricDefinition.self
            case .metric: MetricRecord.self
            case .metricProbe: MetricProbeRow.self
            case .remark: RemarkRecord.self
            }
        }

        func description(_ limits: ColumnLimits) -> TableDescription {
            TableDescription(name, EventPlace.self, row, limits: limits)
        }
    }
}
