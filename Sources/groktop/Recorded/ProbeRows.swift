internal import RunEvents

/// The measurements of a probe as rows of the table `probes`.
enum ProbeRows {
    static func rows(_ record: AblationRecord) -> [[String]] {
        let base = [
            "\(record.step)", ProbeKind.ablation.rawValue, "base", "", "\(record.baseLoss)", "\(record.baseAccuracy)", "0", "", "",
            "0", "\(record.tokens)",
        ]
        let removals = record.removals.map { removal in
            [
                "\(record.step)", ProbeKind.ablation.rawValue, removal.directions.map { "v\($0)" }.joined(separator: "+"), "",
                "\(removal.loss)", "\(removal.accuracy)", "\(removal.accuracyChange)", "", "", "\(removal.removedNorm)",
                "\(record.tokens)",
            ]
        }
        let controls = record.controls.map { control in
            [
                "\(record.step)", ProbeKind.ablation.rawValue, control.kind.rawValue, "", "\(control.meanLoss)",
                "\(record.baseAccuracy + control.meanAccuracyChange)", "\(control.meanAccuracyChange)",
                "\(control.standardDeviation)", "", "\(control.removedNorm)", "\(record.tokens)",
            ]
        }
        return [base] + removals + controls
    }

    static func rows(_ record: PerturbationRecord) -> [[String]] {
        record.sweeps.flatMap { sweep in
            sweep.points.map { point in
                [
                    "\(record.step)", ProbeKind.perturbation.rawValue, "v\(sweep.direction)", "\(point.epsilon)",
                    "\(point.loss)", "\(point.accuracy)", "\(point.accuracy - record.baseAccuracy)", "",
                    "\(point.klDivergence)", "", "\(record.tokens)",
                ]
            }
        }
    }
}
