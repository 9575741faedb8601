package import RunEvents

/// How the answer of one kind of measurement is printed and exported.
package struct MeasurementReport: Sendable {
    /// The kind of measurement.
    let measurement: MeasurementKind
    /// Makes the printed lines: a title with the run, the step and the sample, then the figures.
    let lines: @Sendable (_ record: any MeasurementRecord, _ run: String) -> [String]
    /// Makes the rows of the table `probes`, with the numbers of sequences and tokens that were measured.
    let export: @Sendable (_ record: any MeasurementRecord) -> Export

    /// Rows of the table `probes`, with the numbers of sequences and tokens that were measured.
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

    /// - Parameter lines: the printed lines of a look, which no recording holds and no table exports.
    private init<Record: MeasurementRecord>(look lines: @escaping @Sendable (Record, String) -> [String]) {
        self.init(
            lines, sample: { _ in preconditionFailure("a look is not exported") },
            { _ in preconditionFailure("a look is not exported") })
    }

    /// The printed lines of an answer: a title with the run, the step and the sample, then the figures.
    package static func lines(_ record: any MeasurementRecord, of run: String) -> [String] {
        of(type(of: record).measurement).lines(record, run)
    }

    /// The report of a measurement.
    static func of(_ measurement: MeasurementKind) -> MeasurementReport {
        guard let report = byMeasurement[measurement] else {
            preconditionFailure("\(measurement.name) has no report")
        }
        return report
    }

    /// The reports of all kinds of measurement.
    static let all: [MeasurementReport] = [
        .init(ProbeReportText.ablation, sample: { ($0.sequences, $0.tokens) }, ProbeRow.ablation),
        .init(ProbeReportText.perturbation, sample: { ($0.sequences, $0.tokens) }, ProbeRow.perturbation),
        .init(ProbeReportText.curvature, sample: { ($0.sequences, $0.tokens) }, ProbeRow.curvature),
        .init(ProbeReportText.readout, sample: { ($0.sequences, $0.scoredTokens) }, ProbeRow.readout),
        .init(ProbeReportText.function, sample: { ($0.sequences, $0.scoredTokens) }, ProbeRow.function),
        .init(ProbeReportText.attention, sample: { ($0.sequences, $0.tokens) }, ProbeRow.attention),
        .init(ProbeReportText.fourier, sample: { ($0.sequences, $0.tokens) }, ProbeRow.fourier),
        .init(
            ProbeReportText.progress, sample: { ($0.modulus * $0.modulus, $0.modulus * $0.modulus) },
            ProbeRow.progress),
        .init(look: KnowledgeReportText.lines),
        .init(InterventionText.lines, sample: { ($0.sequences, nil) }, ProbeRow.intervention),
    ]

    private static let byMeasurement = Dictionary(uniqueKeysWithValues: all.map { ($0.measurement, $0) })
}
