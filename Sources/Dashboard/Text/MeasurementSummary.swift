package import RunEvents

/// The answer of a measurement in a few figures, for the event list.
package struct MeasurementSummary: Sendable {
    private let measurement: MeasurementKind
    private let text: @Sendable (any MeasurementRecord) -> String

    private init<Record: MeasurementRecord>(_ text: @escaping @Sendable (Record) -> String) {
        measurement = Record.measurement
        self.text = { record in
            guard let record = record as? Record else { preconditionFailure("\(record) is no \(Record.self)") }
            return text(record)
        }
    }

    /// The summaries of all kinds of measurement.
    private static let all: [MeasurementSummary] = [
        .init(ProbeText.ablation), .init(ProbeText.perturbation), .init(ProbeText.curvature), .init(ProbeText.readout),
        .init(ProbeText.function), .init(ProbeText.attention), .init(ProbeText.fourier), .init(ProbeText.progress),
        .init(ProbeText.intervention),
    ]

    private static let byMeasurement = Dictionary(uniqueKeysWithValues: all.map { ($0.measurement, $0) })

    /// The summary of an answer.
    package static func text(_ record: any MeasurementRecord) -> String {
        let measurement = type(of: record).measurement
        guard let summary = byMeasurement[measurement] else {
            preconditionFailure("\(measurement.name) has no summary")
        }
        return summary.text(record)
    }
}
