/// The result of a probe: of any measurement that is made on one step.
package struct ProbeRecord: Sendable {
    /// The result itself.
    package let record: any MeasurementRecord

    /// Wraps a result.
    package init(_ record: some MeasurementRecord) { self.record = record }

    /// The measurement that gave the result.
    package var kind: MeasurementKind { type(of: record).measurement }

    /// The step whose parameters were probed.
    package var step: Int { record.step }

    /// The result as its own type; nil where another measurement gave it.
    package func `as`<Record: MeasurementRecord>(_: Record.Type) -> Record? { record as? Record }
}

extension ProbeRecord: Equatable {
    /// Compares the results; results of different measurements are never equal.
    package static func == (one: ProbeRecord, other: ProbeRecord) -> Bool {
        func equals<Record: MeasurementRecord>(_ record: Record) -> Bool { other.record as? Record == record }
        return equals(one.record)
    }
}

/// A probe's JSON holds the name of its measurement beside the members of its record.
extension ProbeRecord: Codable {
    private enum KindKey: String, CodingKey { case kind }

    /// Writes a JSON object.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: KindKey.self)
        try container.encode(kind, forKey: .kind)
        try record.encode(to: encoder)
    }

    /// Reads a JSON object.
    ///
    /// - Throws: `DecodingError` for an unknown measurement, and for one that is not made on one step.
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
