/// The answer of a probe: of any measurement that is made on one step.
package struct ProbeRecord: Sendable {
    /// The answer itself.
    package let record: any MeasurementRecord

    /// Wraps an answer.
    package init(_ record: some MeasurementRecord) { self.record = record }

    /// The measurement that answers so.
    package var kind: MeasurementKind { type(of: record).measurement }

    /// The step whose parameters were probed.
    package var step: Int { record.step }

    /// The answer as a type; nil where it is another measurement's.
    package func `as`<Record: MeasurementRecord>(_: Record.Type) -> Record? { record as? Record }
}

extension ProbeRecord: Equatable {
    package static func == (one: ProbeRecord, other: ProbeRecord) -> Bool {
        func equals<Record: MeasurementRecord>(_ record: Record) -> Bool { other.record as? Record == record }
        return equals(one.record)
    }
}

/// A probe's JSON has the name of its measurement beside the members of its record.
extension ProbeRecord: Codable {
    private enum KindKey: String, CodingKey { case kind }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: KindKey.self)
        try container.encode(kind, forKey: .kind)
        try record.encode(to: encoder)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: KindKey.self)
        let kind = try container.decode(MeasurementKind.self, forKey: .kind)
        guard kind.subject != .forks else {
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: container, debugDescription: "\(kind.name) is not made on one step")
        }
        func record<Record: MeasurementRecord>(_: Record.Type) throws -> any MeasurementRecord {
            try Record(from: decoder)
        }
        self.record = try record(kind.record)
    }
}
