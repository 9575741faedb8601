internal import Foundation
internal import RunEvents

/// The figures of a task's report.
enum Charts {
    static func all(_ seeds: [SeedRuns]) -> [Chart] {
        let perSeed = seeds.flatMap { seed in
            [lifecycle(seed), sweep(seed), readouts(seed), windows(seed)].compactMap(\.self)
        }
        return ([ablation(seeds), intervention(seeds)].compactMap(\.self) + perSeed + gapFlow(seeds)).filter {
            !$0.isEmpty
        }
    }

    // MARK: Over time

    /// Gradient shares of v₁ in both windows, and the test accuracy beside.
    static func lifecycle(_ seed: SeedRuns) -> Chart? {
        guard let run = seed.decayed else { return nil }
        var chart = Chart(
            id: "lifecycle-\(seed.seed)", title: "Lifecycle, seed \(seed.seed)",
            caption:
                "Gradient share of v₁ with ω = 1 in the paper's window and in the fine one, and test accuracy with ω "
                + "= 1 and ω = 0.",
            xTitle: "step", yTitle: "share", yRange: [0, 1])
        chart.marks = grokMark(run)
        chart.series = [
            line(
                "fine window (N/5)", 1, run,
                run.fine.compactMap { point in point.gradientFraction.first.map { (point.step, $0) } }),
            line(
                "paper's window", 0, run,
                run.coarse.compactMap { point in point.gradientFraction.first.map { (point.step, $0) } }),
            line("test accuracy", 2, run, run.evaluations.map { ($0.step, $0.decidingTestAccuracy) }),
        ]
        if let other = seed.undecayed {
            chart.series.append(
                line(
                    "test accuracy, ω = 0", 2, other, other.evaluations.map { ($0.step, $0.decidingTestAccuracy) },
                    .dashed))
        }
        return chart
    }

    /// v₁'s share in every window that was followed.
    static func windows(_ seed: SeedRuns) -> Chart? {
        guard let run = seed.decayed else { return nil }
        var chart = Chart(
            id: "windows-\(seed.seed)", title: "The same run through other windows, seed \(seed.seed)",
            caption:
                "Gradient share of v₁ by window, up to a step at which all have changed. A fall that goes with "
                + "grokking is at one step in all of them.",
            xTitle: "step", yTitle: "share", yRange: [0, 1])
        chart.marks = grokMark(run)
        let end = 3 * (run.config.spectrum.window + 1) * run.config.spectrum.interval
        for (index, kind) in WindowKind.all(run).enumerated() {
            let points = kind.shares(run).filter { $0.step <= end }.map { ($0.step, $0.share) }
            let isPaper = kind.interval == run.config.spectrum.interval
            chart.series.append(line(kind.name, index, run, points, isPaper ? .line : .dashed))
        }
        return chart
    }

    static func grokMark(_ run: MeasuredRun) -> [Chart.Mark] {
        run.grokkedAt.map { [Chart.Mark(x: Double($0), name: "grokked at \(ValueFormat.step.text(Double($0)))")] } ?? []
    }

    static func line(
        _ name: String, _ colour: Int, _ run: MeasuredRun, _ points: [(Int, Double)],
        _ style: Chart.Series.Style = .line
    ) -> Chart.Series {
        let points = points.filter { $0.1.isFinite }
        return Chart.Series(
            name: name, colour: colour, style: style, run: run.name, step: nil, x: points.map { Double($0.0) },
            y: points.map(\.1))
    }

    // MARK: At a step

    /// KL along v_1 … v_4, late.
    static func sweep(_ seed: SeedRuns) -> Chart? {
        guard let run = seed.decayed, let record = run.perturbation(seed.places.late) else { return nil }
        var chart = Chart(
            id: "sweep-\(seed.seed)", title: "Moving along the edge, seed \(seed.seed)",
            caption:
                "KL from the unmoved model after a step ε along v₁ … v₄, ω = 1, step \(record.step); "
                + "\(record.tokens) tokens.",
            xTitle: "ε", yTitle: "KL (nats)", yRange: nil)
        chart.series = record.sweeps.map { sweep in
            let points = sweep.points.filter { $0.klDivergence.isFinite }
            return Chart.Series(
                name: "v\(sweep.direction)", colour: sweep.direction - 1, style: .line, run: run.name,
                step: record.step,
                x: points.map(\.epsilon), y: points.map(\.klDivergence))
        }
        return chart
    }

    /// R² by layer, at grokking and late.
    static func readouts(_ seed: SeedRuns) -> Chart? {
        guard let run = seed.decayed else { return nil }
        let records = Set([seed.places.at, seed.places.late].compactMap(\.self)).sorted().compactMap { run.readout($0) }
        guard let last = records.last else { return nil }
        var chart = Chart(
            id: "readout-\(seed.seed)", title: "Reading the answer, seed \(seed.seed)",
            caption:
                "R² of the task's coordinate by layer with ω = 1: 0 is the embedding, the last what the head reads. "
                + "Lines: step \(ValueFormat.step.text(Double(last.step))); dashed: at grokking. Below zero is drawn "
                + "as zero.",
            xTitle: "layers done (the last: after the final LayerNorm)", yTitle: "R²", yRange: [0, 1])
        let kinds: [(String, (ReadoutRecord.Readouts) -> Double?)] = [
            ("linear", { $0.linear.r2 }), ("quadratic", { $0.quadratic.r2 }), ("MLP", { $0.mlp.r2 }),
        ]
        for record in records {
            for (index, kind) in kinds.enumerated() {
                let points = (record.streams + [record.normed]).enumerated().compactMap { layer, readouts in
                    kind.1(readouts).map { (layer, max(0, $0)) }
                }
                var series = line(
                    "\(kind.0), step \(record.step)", index, run, points, record.step == last.step ? .line : .dashed)
                series.step = record.step
                chart.series.append(series)
            }
        }
        return chart
    }

    /// Predicted against measured change of the gap: T3 as defined, and times ηN.
    static func gapFlow(_ seeds: [SeedRuns]) -> [Chart] {
        let kinds: [(GapFlowPoint.Driving, String, String)] = [
            (.literal, "literal", "T3 as defined"), (.scaled, "scaled", "T3 · ηN, which has the size of a gap"),
        ]
        return kinds.map { driving, id, words in
            var chart = Chart(
                id: "gap-flow-\(id)", title: "Gap flow, \(words)",
                caption:
                    "Each point an interval of a run with ω = 1: change of the gap as predicted by N(T1 + T2 + T3), "
                    + "and as measured, both as the inverse hyperbolic sine of 10⁴ times the change, so that sizes of "
                    + "every power of ten are seen with their sign. Rings: k* changed, so the two are not of the same "
                    + "gap.",
                xTitle: "predicted", yTitle: "measured", yRange: nil)
            chart.marks = [Chart.Mark(x: 0, name: "")]
            for (index, seed) in seeds.enumerated() {
                guard let run = seed.decayed else { continue }
                let points = GapFlowPoint.all(run, driving)
                for changed in [false, true] {
                    let some = points.filter { $0.kStarChanged == changed }
                    chart.series.append(
                        Chart.Series(
                            name: "seed \(seed.seed)" + (changed ? ", k* changed" : ""), colour: index,
                            style: changed ? .rings : .dots,
                            run: run.name, step: nil, x: some.map { spread($0.predicted) },
                            y: some.map { spread($0.measured) }))
                }
            }
            return chart
        }
    }

    private static func spread(_ change: Double) -> Double {
        asinh(change * 1e4)
    }
}
