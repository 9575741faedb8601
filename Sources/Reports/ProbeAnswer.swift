/// The answer of a measurement as one JSON object.
package struct ProbeAnswer: Encodable {
    /// The measurement's name on the command line.
    package let probe: String
    /// The run's name.
    package let run: String
    /// The record with every figure.
    package let record: any Encodable

    /// - Parameters:
    ///   - probe: the measurement's name on the command line.
    ///   - run: the run's name.
    ///   - record: the record with every figure.
    package init(probe: String, run: String, record: any Encodable) {
        (self.probe, self.run, self.record) = (probe, run, record)
    }

    private enum Key: String, CodingKey { case probe, run, record }

    /// Writes `probe`, `run` and `record`, with the record's own members inside.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(probe, forKey: .probe)
        try container.encode(run, forKey: .run)
        try container.encode(record, forKey: .record)
    }
}
