/// An event is one flat object: the keys of its record, and its `type` beside them.
extension RunEvent: Codable {
    /// The value of the `type` key.
    package var typeName: String {
        switch self {
        case .started: "started"
        case .resumed: "resumed"
        case .forked: "forked"
        case .evaluation: "evaluation"
        case .spectrum: "spectrum"
        case .gapLedger: "gapLedger"
        case .gapFlow: "gapFlow"
        case .response: "response"
        case .window: "window"
        case .command: "command"
        case .refused: "refused"
        case .probe: "probe"
        case .intervention: "intervention"
        case .marker: "marker"
        case .metricDefinition: "metricDefinition"
        case .metric: "metric"
        case .metricProbe: "metricProbe"
        case .remark: "remark"
        case .progress: "progress"
        case .finished: "finished"
        }
    }

    /// The record alone, without `type`.
    package var record: any Codable & Sendable {
        switch self {
        case .started(let record): record
        case .resumed(let record): record
        case .forked(let record): record
        case .evaluation(let record): record
        case .spectrum(let record): record
        case .gapLedger(let record): record
        case .gapFlow(let record): record
        case .response(let record): record
        case .window(let record): record
        case .command(let record): record
        case .refused(let record): record
        case .probe(let record): record
        case .intervention(let record): record
        case .marker(let record): record
        case .metricDefinition(let record): record
        case .metric(let record): record
        case .metricProbe(let record): record
        case .remark(let record): record
        case .progress(let record): record
        case .finished(let record): record
        }
    }

    private enum TypeKey: String, CodingKey { case type }

    /// Writes a JSON object.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: TypeKey.self)
        try container.encode(typeName, forKey: .type)
        try record.encode(to: encoder)
    }

    /// Reads a JSON object.
    ///
    /// - Throws: `DecodingError` where the type is unknown or the record incomplete.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: TypeKey.self)
        switch try container.decode(String.self, forKey: .type) {
        case "started": self = .started(try StartedRecord(from: decoder))
        case "resumed": self = .resumed(try ResumedRecord(from: decoder))
        case "forked": self = .forked(try ForkedRecord(from: decoder))
        case "evaluation": self = .evaluation(try EvaluationRecord(from: decoder))
        case "spectrum": self = .spectrum(try SpectrumRecord(from: decoder))
        case "gapLedger": self = .gapLedger(try GapLedgerRecord(from: decoder))
        case "gapFlow": self = .gapFlow(try GapFlowRecord(from: decoder))
        case "response": self = .response(try ResponseRecord(from: decoder))
        case "window": self = .window(try WindowRecord(from: decoder))
        case "command": self = .command(try CommandRecord(from: decoder))
        case "refused": self = .refused(try RefusedRecord(from: decoder))
        case "intervention": self = .intervention(try InterventionRecord(from: decoder))
        case "probe": self = .probe(try ProbeRecord(from: decoder))
        case "marker": self = .marker(try MarkerRecord(from: decoder))
        case "metricDefinition": self = .metricDefinition(try MetricDefinition(from: decoder))
        case "metricProbe": self = .metricProbe(try MetricProbeRecord(from: decoder))
        case "metric": self = .metric(try MetricRecord(from: decoder))
        case "remark": self = .remark(try RemarkRecord(from: decoder))
        case "progress": self = .progress(try ProgressRecord(from: decoder))
        case "finished": self = .finished(try FinishedRecord(from: decoder))
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "'\(other)' is no type of event")
        }
    }
}

extension StartedRecord: Codable {
    private enum Key: String, CodingKey { case engine }

    /// Writes the description's keys, and `engine` beside them.
    package func encode(to encoder: any Encoder) throws {
        try run.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(engine, forKey: .engine)
    }

    /// Reads the description's keys, and `engine` beside them.
    ///
    /// - Throws: `DecodingError` where one is missing.
    package init(from decoder: any Decoder) throws {
        run = try RunDescription(from: decoder)
        engine = try decoder.container(keyedBy: Key.self).decode(EngineRecord.self, forKey: .engine)
    }
}
