/// A measurement as one JSON object.
package struct ProbeAnswer: Encodable {
    /// As it is called on the command line.
    package let probe: String
    /// The run's name.
    package let run: String
    /// Every figure of it.
    package let record: any Encodable

    /// - Parameters:
    ///   - probe: as it is called on the command line.
    ///   - run: the run's name.
    ///   - record: what was measured.
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
