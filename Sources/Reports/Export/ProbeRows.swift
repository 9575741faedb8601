internal import Recording
package import RunEvents

/// Makes the rows of the table `probes`, with every figure of every probe. docs/RECORDING.md describes each column.
package enum ProbeRows {
    /// The columns of ablations and ε-sweeps, which have one row for each model.
    private static let ofModels = [
        "epsilon", "scale", "loss", "accuracy", "accuracy_change", "standard_deviation", "kl_divergence",
        "attention_entropy", "removed_norm", "angle_matched_loss", "angle_matched_accuracy_change",
        "angle_matched_standard_deviation", "angle_matched_removed_norm", "angle_matched_trials",
    ]
    /// The columns, in order.
    package static let header =
        ["sequence", "reached_step", "elapsed_seconds", "step", "probe", "subject"] + ofModels
        + ["sequences", "tokens", "quantity", "index", "key", "value"]

    /// The rows of an event: one for each figure, and none where the event is not an answer.
    package static func rows(_ recorded: RecordedEvent) -> [[String]] {
        switch recorded.event {
        case .probe(let probe): rows(probe.record, recorded)
        case .intervention(let record): rows(record, recorded)
        default: []
        }
    }

    private static func rows(_ record: some MeasurementRecord, _ recorded: RecordedEvent) -> [[String]] {
        let measurement = type(of: record).measurement
        let export = MeasurementReport.of(measurement).export(record)
        return export.rows.map { row in
            let place = [
                "\(recorded.sequence)", "\(recorded.reachedStep)", "\(recorded.elapsedSeconds)", "\(record.step)",
                measurement.name, row.subject,
            ]
            let figures = ofModels.map { row.figures[$0].map(EventTable.text) ?? "" }
            let sample = ["\(export.sequences)", export.tokens.map { "\($0)" } ?? "", row.quantity]
            let indices = [row.index, row.key].map { $0.map { "\($0)" } ?? "" }
            return place + figures + sample + indices + [row.value.map(EventTable.text) ?? ""]
        }
    }
}
