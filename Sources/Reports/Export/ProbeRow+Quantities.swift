internal import RunEvents

/// Probes whose answer is a list of quantities. Each has one row; where a figure is missing the row has no value.
extension ProbeRow {
    static func curvature(_ record: CurvatureRecord) -> [ProbeRow] {
        let directions = zip(record.curvatures, record.slopes).enumerated().flatMap { index, figures in
            [ProbeRow("v\(index + 1)", "curvature", figures.0), ProbeRow("v\(index + 1)", "slope", figures.1)]
        }
        return directions + [
            ProbeRow("hessian", "top_eigenvalue", record.topEigenvalue),
            ProbeRow("hessian", "iterations", Double(record.iterations)),
            ProbeRow("hessian", "residual", record.residual),
            ProbeRow("hessian", "overlap", record.overlap), ProbeRow("base", "loss", record.loss),
        ] + (record.preconditioned.map(rows) ?? []) + window(record.interval, record.window)
    }

    private static func rows(_ preconditioned: CurvatureRecord.Preconditioned) -> [ProbeRow] {
        let tops = [("preconditioned.train", preconditioned.train), ("preconditioned.test", preconditioned.test)]
        return tops.flatMap { subject, top in
            [
                ProbeRow(subject, "top_eigenvalue", top.eigenvalue),
                ProbeRow(subject, "iterations", Double(top.iterations)),
                ProbeRow(subject, "residual", top.residual), ProbeRow(subject, "sequences", Double(top.sequences)),
                ProbeRow(subject, "tokens", Double(top.tokens)),
            ]
        } + [
            ProbeRow("preconditioned", "threshold", preconditioned.threshold),
            ProbeRow("preconditioned", "parameters", Double(preconditioned.parameters)),
        ]
    }

    static func progress(_ record: ProgressMeasuresRecord) -> [ProbeRow] {
        let losses = [
            ("loss", record.loss), ("train_loss", record.trainLoss), ("restricted_loss", record.restrictedLoss),
            ("excluded_loss", record.excludedLoss), ("key_power", record.keyPower),
            ("train_pairs", Double(record.trainPairs)),
        ]
        let shares = record.shares.enumerated().map { ProbeRow("sum_waves", "share", index: $0 + 1, $1) }
        let keys = record.keyFrequencies.enumerated().map {
            ProbeRow("sum_waves", "key_frequency", index: $0 + 1, Double($1))
        }
        return losses.map { ProbeRow("model", $0, $1) } + shares + keys
    }

    static func readout(_ record: ReadoutRecord) -> [ProbeRow] {
        let states = record.streams.enumerated().map { ("stream_\($0)", $1) } + [("normed", record.normed)]
        let readouts = states.flatMap { name, readouts in
            [("linear", readouts.linear), ("quadratic", readouts.quadratic), ("mlp", readouts.mlp)].flatMap {
                rows("\(name).\($0)", $1)
            }
        }
        let counts = [
            ("fitted_tokens", record.fittedTokens), ("scored_tokens", record.scoredTokens),
            ("unseen_tokens", record.unseenTokens),
            ("sampled_tokens", record.sampledTokens), ("sampled_rows", record.sampledRows),
        ]
        return readouts + counts.map { ProbeRow(record.coordinate.rawValue, $0, Double($1)) }
    }

    private static func rows(_ subject: String, _ readout: ReadoutRecord.Readout) -> [ProbeRow] {
        [
            ProbeRow(subject, "r2", readout.r2), ProbeRow(subject, "unseen_r2", readout.unseenR2),
            ProbeRow(subject, "accuracy", readout.accuracy),
        ]
    }

    static func function(_ record: FunctionRecord) -> [ProbeRow] {
        let directions = record.directions.flatMap { rows("v\($0.direction)", $0) }
        let controls = record.controls.flatMap { rows("control_\($0.direction)", $0) }
        let coordinate = record.coordinate.rawValue
        let counts = [
            ProbeRow(coordinate, "epsilon", record.epsilon),
            ProbeRow(coordinate, "fitted_tokens", Double(record.fittedTokens)),
            ProbeRow(coordinate, "scored_tokens", Double(record.scoredTokens)),
        ]
        return directions + controls + counts + window(record.interval, record.window)
    }

    private static func rows(_ subject: String, _ response: FunctionRecord.Response) -> [ProbeRow] {
        var all = [ProbeRow(subject, "size", response.size)]
        all += rows(subject, response.readout)
        all.append(ProbeRow(subject, "circular_r2", response.circularR2))
        if let fourier = response.fourier { all += rows("\(subject).\(fourier.axis.rawValue)", fourier) }
        return all
    }

    private static func rows(_ subject: String, _ fourier: FunctionRecord.Fourier) -> [ProbeRow] {
        [
            ProbeRow(subject, "values", Double(fourier.values)),
            ProbeRow(subject, "frequency", Double(fourier.frequency)),
            ProbeRow(subject, "concentration", fourier.concentration),
        ] + shares(subject, fourier.shares)
    }

    /// One row for each frequency, counted from 1.
    private static func shares(_ subject: String, _ shares: [Double]) -> [ProbeRow] {
        shares.enumerated().map { ProbeRow(subject, "share", index: $0 + 1, $1) }
    }

    static func attention(_ record: AttentionRecord) -> [ProbeRow] {
        rows("all", record.summary)
            + record.attentions.flatMap { attention in
                let layer = "\(attention.kind.rawValue).layer_\(attention.layer)"
                return [ProbeRow(layer, "queries", Double(attention.queries))]
                    + attention.heads.enumerated().flatMap { index, head in
                        let subject = "\(layer).head_\(index + 1)"
                        return rows(subject, head.summary) + pattern(subject, head.pattern)
                    }
            }
    }

    private static func rows(_ subject: String, _ summary: AttentionRecord.Summary) -> [ProbeRow] {
        [
            ProbeRow(subject, "entropy", summary.entropy),
            ProbeRow(subject, "position_entropy", summary.positionEntropy),
            ProbeRow(subject, "relative_entropy", summary.relativeEntropy),
            ProbeRow(subject, "distance_from_uniform", summary.distanceFromUniform),
            ProbeRow(subject, "uniform_entropy", summary.uniformEntropy),
        ]
    }

    private static func pattern(_ subject: String, _ pattern: [[Float]]) -> [ProbeRow] {
        pattern.enumerated().flatMap { query, row in
            row.enumerated().map { key, share in
                // The float is written with the digits that tell it from other floats, as in JSON.
                ProbeRow(subject, "pattern", index: query, key: key, Double("\(share)"))
            }
        }
    }

    static func fourier(_ record: FourierRecord) -> [ProbeRow] {
        let positional = record.positional.flatMap { positional in
            rows(positional.layers.map { "stream_\($0)" } ?? "normed", positional.spectrum)
        }
        return positional + (record.embedding.map { rows("embedding", $0) } ?? [])
    }

    private static func rows(_ subject: String, _ spectrum: FourierRecord.Spectrum) -> [ProbeRow] {
        [
            ProbeRow(subject, "length", Double(spectrum.length)),
            ProbeRow(subject, "constant_power", spectrum.constantPower),
            ProbeRow(subject, "varying_power", spectrum.varyingPower),
            ProbeRow(subject, "top_share", spectrum.topShare),
            ProbeRow(subject, "gini", spectrum.gini),
        ] + shares(subject, spectrum.shares)
            // One row for each place, the largest share first.
            + spectrum.top.enumerated().map { ProbeRow(subject, "top_frequency", index: $0 + 1, Double($1.frequency)) }
    }
}
