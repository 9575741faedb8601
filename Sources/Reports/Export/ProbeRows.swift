internal import Recording
package import RunEvents

/// Every figure of a probe as rows of the table `probes`. docs/RECORDING.md says what each column means.
package enum ProbeRows {
    /// Columns that ablations and ε-sweeps have one row a model for.
    private static let ofModels = [
        "epsilon", "scale", "loss", "accuracy", "accuracy_change", "standard_deviation", "kl_divergence",
        "attention_entropy",
        "removed_norm",
    ]
    /// The columns, in order.
    package static let header =
        ["sequence", "reached_step", "elapsed_seconds", "step", "probe", "subject"] + ofModels
        + ["sequences", "tokens", "quantity", "index", "key", "value"]

    /// A row a figure; none of an event that is no probe.
    package static func rows(_ recorded: RecordedEvent) -> [[String]] {
        guard case .probe(let probe) = recorded.event else { return [] }
        let (sequences, tokens, rows) = contents(probe)
        return rows.map { row in
            var fields = [
                "\(recorded.sequence)", "\(recorded.reachedStep)", "\(recorded.elapsedSeconds)", "\(probe.step)",
                probe.kind.rawValue,
                row.subject,
            ]
            fields +=
                ofModels.map { row.figures[$0].map(EventTable.text) ?? "" } + [
                    "\(sequences)", "\(tokens)", row.quantity,
                ]
            return fields + [row.index, row.key].map { $0.map { "\($0)" } ?? "" } + [
                row.value.map(EventTable.text) ?? ""
            ]
        }
    }

    private static func contents(_ probe: ProbeRecord) -> (sequences: Int, tokens: Int, rows: [ProbeRow]) {
        switch probe {
        case .ablation(let record): (record.sequences, record.tokens, rows(record))
        case .perturbation(let record): (record.sequences, record.tokens, rows(record))
        case .curvature(let record): (record.sequences, record.tokens, rows(record))
        case .readout(let record): (record.sequences, record.scoredTokens, rows(record))
        case .function(let record): (record.sequences, record.scoredTokens, rows(record))
        case .attention(let record): (record.sequences, record.tokens, rows(record))
        case .fourier(let record): (record.sequences, record.tokens, rows(record))
        }
    }
}

// MARK: Models that were changed

extension ProbeRows {
    private static func rows(_ record: AblationRecord) -> [ProbeRow] {
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

    private static func rows(_ record: PerturbationRecord) -> [ProbeRow] {
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

    /// N and W of the window that the directions are of.
    static func window(_ interval: Int, _ window: Int) -> [ProbeRow] {
        [ProbeRow("window", "interval", Double(interval)), ProbeRow("window", "updates", Double(window))]
    }
}
