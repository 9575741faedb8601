internal import Recording
internal import RunEvents

/// Probes that change the model. Each changed model has one row.
extension ProbeRow {
    static func ablation(_ record: AblationRecord) -> [ProbeRow] {
        let base = ProbeRow(
            "base",
            ["loss": record.baseLoss, "accuracy": record.baseAccuracy, "accuracy_change": 0, "removed_norm": 0])
        let removals = record.removals.map { removal in
            var figures = [
                "loss": removal.loss, "accuracy": removal.accuracy, "accuracy_change": removal.accuracyChange,
                "removed_norm": removal.removedNorm,
            ]
            if let matched = record.angleMatched(removal.directions) {
                figures["angle_matched_loss"] = matched.meanLoss
                figures["angle_matched_accuracy_change"] = matched.meanAccuracyChange
                figures["angle_matched_standard_deviation"] = matched.standardDeviation
                figures["angle_matched_removed_norm"] = matched.removedNorm
                figures["angle_matched_trials"] = Double(matched.trials)
            }
            return ProbeRow(removal.directions.map { "v\($0)" }.joined(separator: "+"), figures)
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
