internal import Dashboard
internal import RunEvents
internal import TerminalUI

/// The text of a probe's answer: a title, then lines with one figure or a few.
enum ProbeReportText {
    // MARK: Along v_1…v_4

    static func ablation(_ record: AblationRecord, _ run: String) -> [String] {
        func change(_ value: Double) -> String {
            NumberText.right(ProbeText.change(value, tokens: record.tokens), width: 7)
        }
        let removals = record.removals.map { removal in
            row(
                ProbeText.directions(removal.directions),
                "Δ accuracy \(change(removal.accuracyChange))   loss \(length(removal.loss))   removed norm "
                    + length(removal.removedNorm))
        }
        let controls = (record.controls + (record.angleMatched ?? [])).map { control in
            row(
                control.directions.map { "norm+angle: \(ProbeText.directions($0))" } ?? ProbeText.name(control.kind),
                "Δ accuracy \(change(control.meanAccuracyChange))   loss \(length(control.meanLoss))   removed norm "
                    + "\(length(control.removedNorm))   s.d. \(length(control.standardDeviation)) of \(control.trials)")
        }
        let ratio = record.publishedRatio.map { ratio in
            row(
                "published ratio",
                "\(NumberText.grouped(Int(min(ratio, 1e9)))) × = |Δ accuracy of v₁+v₂| / "
                    + "(|mean of random planes| + 1e-8); 1/n is \(length(1 / Double(max(record.tokens, 1))))")
        }
        let sweep = record.scaleSweep.map { points in
            row(
                "v₁+v₂ by parts",
                "accuracy "
                    + points.map { "\(NumberText.short($0.scale)): \(decimals($0.accuracy))" }.joined(separator: "  "))
        }
        let base = row(
            "nothing removed",
            "accuracy \(decimals(record.baseAccuracy))   loss \(length(record.baseLoss))   "
                + "‖θ_S‖ \(length(record.trackedNorm))"
        )
        let title = title("ablate", run, record.step, "n = " + tokens(record.tokens, of: record.sequences, "test"))
        return [title, window(record.interval, record.window), base] + removals + controls
            + [ratio, sweep].compactMap(\.self)
    }

    static func perturbation(_ record: PerturbationRecord, _ run: String) -> [String] {
        let base = row("no step", "accuracy \(decimals(record.baseAccuracy))   loss \(length(record.baseLoss))")
        let sweeps = record.sweeps.map { sweep in
            let points = sweep.points
            let farthest = points.max { $0.klDivergence < $1.klDivergence }
            let entropies = points.compactMap(\.attentionEntropy)
            return row(
                ProbeText.directions([sweep.direction]),
                "largest KL \(optional(farthest?.klDivergence, length)) at ε "
                    + "\(optional(farthest?.epsilon, NumberText.short))   loss "
                    + "\(range(points.map(\.loss), length))   accuracy \(range(points.map(\.accuracy), decimals))   "
                    + "attention entropy "
                    + range(entropies, decimals))
        }
        let reach = record.sweeps.flatMap(\.points).map(\.epsilon).max() ?? 0
        let size = "|ε| ≤ \(NumberText.short(reach)), " + tokens(record.tokens, of: record.sequences, "test")
        return [title("perturb", run, record.step, size), window(record.interval, record.window), base] + sweeps
    }

    static func curvature(_ record: CurvatureRecord, _ run: String) -> [String] {
        let along = zip(record.curvatures, record.slopes).enumerated().map { index, figures in
            row(ProbeText.directions([index + 1]), "h \(length(figures.0))   slope \(length(figures.1))")
        }
        let top = row(
            "largest in θ_S",
            "\(length(record.topEigenvalue)) after \(record.iterations) iterations, residual "
                + "\(length(record.residual))   "
                + "overlap with v₁ " + optional(record.overlap, decimals))
        let title = title("curvature", run, record.step, tokens(record.tokens, of: record.sequences, "train"))
        return [title, window(record.interval, record.window), row("training loss", length(record.loss))] + along + [
            top
        ] + (record.preconditioned.map(sharpness) ?? [])
    }

    private static func sharpness(_ preconditioned: CurvatureRecord.Preconditioned) -> [String] {
        let (threshold, parameters) = (preconditioned.threshold, preconditioned.parameters)
        let tops = [("as Adam sees it", "train", preconditioned.train), ("", "test", preconditioned.test)]
        return tops.map { name, set, top in
            row(
                name,
                "\(length(top.eigenvalue)) = \(length(top.eigenvalue / threshold)) of \(length(threshold)) on \(set) "
                    + "  after "
                    + "\(top.iterations) iterations, residual \(length(top.residual))   "
                    + tokens(top.tokens, of: top.sequences, set)
                    + (set == "train" ? "   \(NumberText.grouped(parameters)) parameters" : ""))
        }
    }

    static func function(_ record: FunctionRecord, _ run: String) -> [String] {
        func line(_ name: String, _ response: FunctionRecord.Response) -> String {
            let fourier = response.fourier.map {
                "\(decimals($0.concentration)) at frequency \($0.frequency) of \($0.values) \($0.axis.rawValue) values"
            }
            let circle = response.circularR2.map { "   on the circle R² \(decimals($0))" } ?? ""
            return row(
                name,
                "\(figure(response.readout))\(circle)   Fourier concentration \(fourier ?? NumberText.unknown)   "
                    + "|Δh| \(length(response.size))"
            )
        }
        let directions = record.directions.map { line(ProbeText.directions([$0.direction]), $0) }
        let controls = record.controls.map { line("random \($0.direction)", $0) }
        let size =
            "\(record.coordinate.name), fitted on \(NumberText.grouped(record.fittedTokens)), scored on "
            + tokens(record.scoredTokens, of: record.sequences, "test") + ", ε = \(length(record.epsilon))"
        return [title("function", run, record.step, size), window(record.interval, record.window)] + directions
            + controls
    }

    // MARK: Of the model

    static func readout(_ record: ReadoutRecord, _ run: String) -> [String] {
        func line(_ name: String, _ readouts: ReadoutRecord.Readouts) -> String {
            row(
                name,
                "linear \(figure(readouts.linear))   quadratic \(figure(readouts.quadratic))   "
                    + "MLP \(figure(readouts.mlp))"
            )
        }
        let streams = record.streams.enumerated().map { line($0 == 0 ? "embedding" : "after layer \($0)", $1) }
        let size =
            "\(record.coordinate.name), fitted on \(NumberText.grouped(record.fittedTokens)) (quadratic and MLP "
            + "\(NumberText.grouped(record.sampledTokens))), scored on "
            + tokens(record.scoredTokens, of: record.sequences, "test")
        return [title("readout", run, record.step, size)] + streams + [line("head reads", record.normed)]
    }

    static func attention(_ record: AttentionRecord, _ run: String) -> [String] {
        func line(_ name: String, _ summary: AttentionRecord.Summary) -> String {
            row(
                name,
                "entropy \(decimals(summary.entropy)) of \(decimals(summary.uniformEntropy))   "
                    + "by position \(decimals(summary.positionEntropy))   "
                    + "distance from uniform \(optional(summary.distanceFromUniform, decimals))"
            )
        }
        let heads = record.attentions.flatMap { attention in
            attention.heads.enumerated().map { index, head in
                line("\(name(attention.kind)) \(attention.layer), head \(index + 1)", head.summary)
            }
        }
        let title = title("attention", run, record.step, tokens(record.tokens, of: record.sequences, "test"))
        return [title, line("mean", record.summary)] + heads
    }

    static func fourier(_ record: FourierRecord, _ run: String) -> [String] {
        func line(_ name: String, _ spectrum: FourierRecord.Spectrum) -> String {
            let peaks = spectrum.top.map { "\($0.frequency) (\(decimals($0.share)))" }.joined(separator: "  ")
            return row(
                name,
                "n = \(spectrum.length)   frequencies \(peaks.isEmpty ? "none" : peaks)   "
                    + "together \(decimals(spectrum.topShare))   Gini "
                    + decimals(spectrum.gini))
        }
        let positional = record.positional.map {
            line($0.layers.map { "after \($0) layers" } ?? "head reads", $0.spectrum)
        }
        let embedding = record.embedding.map { line("residues embedded", $0) }
        let title = title("fourier", run, record.step, tokens(record.tokens, of: record.sequences, "test"))
        return [title] + positional + [embedding].compactMap(\.self)
    }

    static func progress(_ record: ProgressMeasuresRecord, _ run: String) -> [String] {
        let pairs = record.modulus * record.modulus
        let keys = record.keyFrequencies.map { "\($0) (\(decimals(record.shares[$0 - 1])))" }.joined(separator: "  ")
        let text =
            "of p = \(record.modulus), on \(tokens(pairs, of: pairs, "possible")), "
            + "\(NumberText.grouped(record.trainPairs)) of them train"
        return [
            title("progress", run, record.step, text),
            row(
                "key frequencies", keys.isEmpty ? "none" : keys + "   \(decimals(record.keyPower)) of the logits' power"
            ),
            row(
                "restricted loss",
                "\(length(record.restrictedLoss)) on all pairs; of the model \(length(record.loss))"),
            row(
                "excluded loss",
                "\(length(record.excludedLoss)) on the train set; of the model \(length(record.trainLoss))"),
        ]
    }

    // MARK: Parts

    private static func title(_ probe: String, _ run: String, _ step: Int, _ size: String) -> String {
        "\(probe) of \(run) at step \(NumberText.grouped(step)): \(size)"
    }

    private static func window(_ interval: Int, _ window: Int) -> String {
        row("directions", "of N \(interval) W \(window)")
    }

    private static func row(_ name: String, _ text: String) -> String {
        "  \(NumberText.left(name, width: 18)) \(text)"
    }

    private static func tokens(_ tokens: Int, of sequences: Int, _ set: String) -> String {
        "\(NumberText.grouped(tokens)) tokens, of \(NumberText.grouped(sequences)) \(set) sequences"
    }

    /// R², and the accuracy too where the coordinate is not a quantity.
    private static func figure(_ readout: ReadoutRecord.Readout) -> String {
        let accuracy = readout.accuracy.map { " accuracy \(decimals($0))" } ?? ""
        return "R² \(optional(readout.r2, decimals))\(accuracy)"
    }

    private static func name(_ kind: AttentionRecord.Attention.Kind) -> String {
        switch kind {
        case .encoderSelf: "layer"
        case .decoderSelf: "decoder"
        case .decoderCross: "cross"
        }
    }

    private static func range(_ values: [Double], _ text: (Double) -> String) -> String {
        guard let least = values.min(), let most = values.max() else { return NumberText.unknown }
        return "\(text(least))…\(text(most))"
    }

    private static func optional(_ value: Double?, _ text: (Double) -> String) -> String {
        value.map(text) ?? NumberText.unknown
    }

    private static func decimals(_ value: Double) -> String { NumberText.fixed(value, decimals: 3) }

    private static func length(_ value: Double) -> String { NumberText.length(value) }
}
