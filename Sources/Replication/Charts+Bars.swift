internal import RunEvents

extension Charts {
    /// Δ accuracy by what is removed, with both controls.
    static func ablation(_ seeds: [SeedRuns]) -> Chart? {
        var chart = Chart(
            id: "ablation", title: "Removing the edge",
            caption:
                "Change of the test accuracy without parts of θ_S: mean over seeds, and one sample s.d. The "
                + "norm-matched control removes a random vector as long as the edge's part.",
            xTitle: "", yTitle: "Δ accuracy", yRange: nil)
        let places: [(String, (SeedRuns) -> MeasuredRun?, (SeedRuns) -> Int?)] = [
            ("at grokking", { $0.decayed }, { $0.places.at }), ("late", { $0.decayed }, { $0.places.late }),
            ("late, ω = 0", { $0.undecayed }, { $0.places.late }),
        ]
        for (name, run, step) in places {
            let records = seeds.compactMap { seed -> (String, AblationRecord)? in
                guard let run = run(seed), let step = step(seed), let record = run.ablation(step) else { return nil }
                return ("\(run.name)@\(step)", record)
            }
            guard !records.isEmpty else { continue }
            let kinds: [(String, (AblationRecord) -> Double?)] = [
                ("v₁", { removal($0, [1]) }), ("v₂", { removal($0, [2]) }), ("v₁ + v₂", { removal($0, [1, 2]) }),
                ("random plane", { control($0, .randomPlane) }),
                ("random, same norm", { control($0, .randomSameNorm) }),
            ]
            let bars = kinds.enumerated().compactMap { index, kind in
                bar(kind.0, index, records.compactMap { source, record in kind.1(record).map { (source, $0) } })
            }
            chart.groups.append(Chart.Group(name: name, bars: bars))
        }
        return chart
    }

    private static func removal(_ record: AblationRecord, _ directions: [Int]) -> Double? {
        record.removals.first { $0.directions == directions }?.accuracyChange
    }

    private static func control(_ record: AblationRecord, _ kind: AblationRecord.Control.Kind) -> Double? {
        record.controls.first { $0.kind == kind }?.meanAccuracyChange
    }

    /// What 3,000 steps with another ω make of a run: readouts by ω.
    static func intervention(_ seeds: [SeedRuns]) -> Chart? {
        let interventions = seeds.compactMap(\.intervention)
        guard let first = interventions.first else { return nil }
        var chart = Chart(
            id: "intervention", title: "Other weight decay from here",
            caption: "\(ValueFormat.step.text(Double(first.steps))) steps of forks from a step after grokking, Adam "
                + "begun anew: mean over seeds, and one sample s.d.",
            xTitle: "", yTitle: "", yRange: [0, 1])
        for branch in first.branches {
            func bar(_ name: String, _ colour: Int, _ value: (InterventionRecord.Branch) -> Double?) -> Chart.Bar? {
                Charts.bar(
                    name, colour,
                    interventions.compactMap { intervention in
                        guard let own = intervention.branch(branch.weightDecay), let value = value(own) else {
                            return nil
                        }
                        return ("\(own.run.name)@\(intervention.step + intervention.steps)", value)
                    })
            }
            let bars = [
                bar("test accuracy", 0) { $0.testAccuracy }, bar("linear R²", 1) { $0.linearR2 },
                bar("MLP R²", 2) { $0.mlpR2 },
            ]
            chart.groups.append(
                Chart.Group(name: "ω = \(ValueFormat.trimmed(branch.weightDecay))", bars: bars.compactMap(\.self)))
        }
        return chart
    }

    private static func bar(_ name: String, _ colour: Int, _ values: [(source: String, value: Double)]) -> Chart.Bar? {
        let values = values.filter { $0.value.isFinite }
        guard let mean = Statistics.mean(values.map(\.value)) else { return nil }
        return Chart.Bar(
            name: name, colour: colour, value: mean, deviation: Statistics.deviation(values.map(\.value)),
            sources: values.map(\.source))
    }
}

extension InterventionRecord {
    func branch(_ weightDecay: Double) -> Branch? { branches.first { $0.weightDecay == weightDecay } }
}
