internal import Recording
package import RunEvents

/// Makes the rows of the table `probes`, with every figure of every probe. docs/RECORDING.md describes each column.
package enum ProbeRows {
    /// The columns of ablations and ε-sweeps, which have one row for each model.
    private static let ofModels = [
        "epsilon", "scale", "loss", "accuracy", "accuracy_change", "standard_deviation", "kl_divergence",
        "attention_entropy",
        "removed_norm",
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

// MARK: Models that were changed

extension ProbeRows {
    static func ablation(_ record: AblationRecord) -> [ProbeRow] {
        let base = ProbeRow(
            "base",
            ["loss": record.baseLoss, "accuracy": record.baseAccuracy, "accuracy_change": 0, "removed_norm": 0])
        let removals = record.removals.map { removal in
            ProbeRow(
                removal.directions.map { "v\($0)" }.joined(separator: "+"),
                [
                    "loss": removal.loss, "accuracy": removal.accuracy, "accuracy_change": removal.accuracyChange,
                    "removed_norm": removal.removedNorm,
                ])
        }
        let controls = record.controls.map { control in
            ProbeRow(
                control.kind.rawValue,
                [
                    "loss": control.meanLoss, "accuracy": record.baseAccuracy + control.meanAccuracyChange,
                    "accuracy_change": control.meanAccuracyChange, "standard_deviation": control.standardDeviation,
                    "removed_norm": control.removedNorm,
                ])
        }
        let scales = (record.scaleSweep ?? []).map { point in
            ProbeRow(
                "v1+v2",
                [
                    "scale": point.scale, "loss": point.loss, "accuracy": point.accuracy,
                    "accuracy_change": point.accuracy - record.baseAccuracy,
                ])
        }
        let norm = [ProbeRow("model", "tracked_norm", record.trackedNorm)]
        return [base] + removals + controls + scales + norm + window(record.interval, record.window)
            + record.controls.map { ProbeRow($0.kind.rawValue, "trials", Double($0.trials)) }
    }

    static func perturbation(_ record: PerturbationRecord) -> [ProbeRow] {
        let base = ProbeRow("base", ["loss": record.baseLoss, "accuracy": record.baseAccuracy, "accuracy_change": 0])
        return [base]
            + record.sweeps.flatMap { sweep in
                sweep.points.map { point in
                    var figures = [
                        "epsilon": point.epsilon, "loss": point.loss, "accuracy": point.accuracy,
                        "accuracy_change": point.accuracy - record.baseAccuracy, "kl_divergence": point.klDivergence,
                    ]
                    figures["attention_entropy"] = point.attentionEntropy
                    return ProbeRow("v\(sweep.direction)", figures)
                }
            } + window(record.interval, record.window)
    }

    /// Two rows with N and W of the window that the directions belong to.
    static func window(_ interval: Int, _ window: Int) -> [ProbeRow] {
        [ProbeRow("window", "interval", Double(interval)), ProbeRow("window", "updates", Double(window))]
    }

    /// One row for each figure of each fork. The fork's weight decay names it.
    static func intervention(_ record: InterventionRecord) -> [ProbeRow] {
        record.branches.flatMap { branch in
            let subject = "weight_decay=\(EventTable.text(branch.weightDecay))"
            return [
                ProbeRow(subject, "test_accuracy", branch.testAccuracy),
                ProbeRow(subject, "linear_r2", branch.linearR2),
                ProbeRow(subject, "mlp_r2", branch.mlpR2), ProbeRow(subject, "normed_linear_r2", branch.normedLinearR2),
                ProbeRow(subject, "attention_entropy", branch.attentionEntropy),
                ProbeRow(subject, "parameter_norm", branch.parameterNorm),
            ]
        }
            + [
                ProbeRow("fork", "steps", Double(record.steps)),
                ProbeRow("fork", "fresh_optimizer", record.freshOptimizer ? 1 : 0),
            ]
    }
}
