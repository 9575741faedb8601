internal import Lifecycle
internal import RunEvents

/// What has more than one figure a row.
enum Tables {
    /// - Parameters:
    ///   - seeds: the published ones, whose runs have rows of their own.
    ///   - unselected: the others, which are summed up.
    static func all(_ seeds: [SeedRuns], _ unselected: [SeedRuns]) -> [Table] {
        [
            alignment(seeds, unselected), classes(seeds), windows(seeds), calls(seeds, unselected), lifecycle(seeds),
        ].filter { !$0.rows.isEmpty }
    }

    /// The class at every probed step, in three readings.
    static func classes(_ seeds: [SeedRuns]) -> Table {
        var table = Table(
            id: "classes", title: "Class of the edge",
            caption:
                "By what drives v_k*, as the gap flow predicts it, and by what v_k* does; f is its gradient share, F "
                + "its functional R². The thresholds stand in each run's configuration.",
            header: ["run", "ω", "step", "k*", "f", "by drive", "predicted", "F", "by content"], rows: [])
        for run in seeds.flatMap({ [$0.decayed, $0.undecayed] }).compactMap(\.self) {
            for step in run.probes.filter({ $0.kind == .function }).map(\.step).sorted() {
                guard let spectrum = run.spectrum(step) else { continue }
                let index = spectrum.kStarWeighted - 1
                let share = index < spectrum.gradientFraction.count ? spectrum.gradientFraction[index] : nil
                let directions = run.function(step)?.directions ?? []
                let content = index < directions.count ? directions[index].readout.r2 : nil
                table.rows.append([
                    run.name, ValueFormat.trimmed(run.weightDecay), ValueFormat.step.text(Double(step)),
                    "\(spectrum.kStarWeighted)",
                    text(share, .percent), spectrum.driveClass.rawValue,
                    run.gapFlow(step)?.predictedClass?.rawValue ?? Summary.unknown,
                    text(content, .plain), run.contentClass(step)?.rawValue ?? Summary.unknown,
                ])
            }
        }
        return table
    }

    /// Where v_1's share falls, by window.
    static func windows(_ seeds: [SeedRuns]) -> Table {
        let runs = seeds.compactMap(\.decayed)
        let kinds = runs.first.map(WindowKind.all) ?? []
        return Table(
            id: "windows", title: "The window's own edge",
            caption:
                "Step at which v₁'s gradient share first is below ½, by window, of the runs with ω = 1; the first "
                + "update leaves a window at (W + 1) N.",
            header: ["window", "(W + 1) N"]
                + runs.map {
                    "\($0.name), grokked \($0.grokkedAt.map { "at " + ValueFormat.step.text(Double($0)) } ?? "never")"
                },
            rows: kinds.map { kind in
                [kind.name, ValueFormat.step.text(Double((kind.window + 1) * kind.interval))]
                    + runs.map { kind.fall($0) }
            })
    }

    /// When the estimate without a test set called a run, and when it grokked.
    static func lifecycle(_ seeds: [SeedRuns]) -> Table {
        let rule = LifecycleRule()
        return Table(
            id: "lifecycle", title: "Lifecycle without a test set, run by run",
            caption:
                "Generalizing is called after \(rule.patience) fine windows in a row with v₁'s gradient share at most "
                + "\(ValueFormat.trimmed(rule.compressionShare)), or below \(ValueFormat.trimmed(rule.learningShare)) "
                + "with both pushing the same way, once the train set is memorized. The test set is not looked at, "
                + "and the constants were fitted to seeds 1, 2 and 3 of Dyck-1 and modular addition.",
            header: ["run", "ω", "called generalizing at", "grokked at", "ahead by", "naive rule at"],
            rows: seeds.flatMap { [$0.decayed, $0.undecayed] }.compactMap(\.self).map { run in
                let called = run.generalizingSince
                let lead = called.flatMap { called in run.grokkedAt.map { Double($0 - called) } }
                return [
                    run.name, ValueFormat.trimmed(run.weightDecay),
                    text(called.map(Double.init), .step, orElse: "never"),
                    text(run.grokkedAt.map(Double.init), .step, orElse: "never"), text(lead, .steps),
                    text(run.naiveCall.map(Double.init), .step, orElse: "never"),
                ]
            })
    }

    static func text(_ value: Double?, _ format: ValueFormat, orElse nothing: String = Summary.unknown) -> String {
        guard let value, value.isFinite else { return nothing }
        return format.text(value)
    }
}
