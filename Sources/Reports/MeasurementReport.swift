internal import RunEvents

/// What the answer of a measurement prints and exports.
struct MeasurementReport: Sendable {
    /// Whose answer it is.
    let measurement: MeasurementKind
    /// The answer for a person: a title with the run, the step and the sample; then the figures.
    let lines: @Sendable (_ record: any MeasurementRecord, _ run: String) -> [String]
    /// The answer as rows of the table `probes`, with the sequences and tokens that it stands on.
    let export: @Sendable (_ record: any MeasurementRecord) -> Export

    /// Rows, and what they stand on.
    struct Export {
        var sequences: Int
        var tokens: Int?
        var rows: [ProbeRow]
    }

    private init<Record: MeasurementRecord>(
        _ lines: @escaping @Sendable (Record, String) -> [String],
        sample: @escaping @Sendable (Record) -> (sequences: Int, tokens: Int?),
        _ rows: @escaping @Sendable (Record) -> [ProbeRow]
    ) {
        @Sendable func typed(_ record: any MeasurementRecord) -> Record {
            guard let record = record as? Record else { preconditionFailure("\(record) is no \(Record.self)") }
            return record
        }
        measurement = Record.measurement
        self.lines = { lines(typed($0), $1) }
        export = {
            let record = typed($0)
            let (sequences, tokens) = sample(record)
            return Export(sequences: sequences, tokens: tokens, rows: rows(record))
        }
    }

    /// The report of a measurement.
    static func of(_ measurement: MeasurementKind) -> MeasurementReport {
        guard let report = byMeasurement[measurement] else {
            preconditionFailure("\(measurement.name) has no report")
        }
        return report
    }

    /// All of them, a line each.
    static let all: [MeasurementReport] = [
        .init(ProbeReportText.ablation, sample: { ($0.sequences, $0.tokens) }, ProbeRows.ablation),
        .init(ProbeReportText.perturbation, sample: { ($0.sequences, $0.tokens) }, ProbeRows.perturbation),
        .init(ProbeReportText.curvature, sample: { ($0.sequences, $0.tokens) }, ProbeRows.curvature),
        .init(ProbeReportText.readout, sample: { ($0.sequences, $0.scoredTokens) }, ProbeRows.readout),
        .init(ProbeReportText.function, sample: { ($0.sequences, $0.scoredTokens) }, ProbeRows.function),
        .init(ProbeReportText.attention, sample: { ($0.sequences, $0.tokens) }, ProbeRows.attention),
        .init(ProbeReportText.fourier, sample: { ($0.sequences, $0.tokens) }, ProbeRows.fourier),
        .init(
            ProbeReportText.progress, sample: { ($0.modulus * $0.modulus, $0.modulus * $0.modulus) },
            ProbeRows.progress),
        .init(InterventionText.lines, sample: { ($0.sequences, nil) }, ProbeRows.intervention),
    ]

    private static let byMeasurement = Dictionary(uniqueKeysWithValues: all.map { ($0.measurement, $0) })
}
