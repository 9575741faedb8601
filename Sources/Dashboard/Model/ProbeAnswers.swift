package import RunEvents

/// Answers of probes that were asked for while looking back. They are about the past, and enter no run's history.
package struct ProbeAnswers: Sendable {
    private var records: [MeasurementKind: ProbeRecord] = [:]
    /// The measurement that answered last; nil where there is no answer.
    package private(set) var newest: MeasurementKind?

    /// No answers.
    package init() {}

    /// Whether there is no answer.
    package var isEmpty: Bool { newest == nil }

    /// The last answer of a probe.
    package subscript(kind: MeasurementKind) -> ProbeRecord? { records[kind] }

    mutating func take(_ probe: ProbeRecord) {
        records[probe.kind] = probe
        newest = probe.kind
    }
}
