internal import Lifecycle
internal import RunEvents

extension Tables {
    /// True and false calls of the lifecycle estimate and of the naive rule, with their intervals.
    static func calls(_ seeds: [SeedRuns], _ unselected: [SeedRuns]) -> Table {
        let deciding = unselected.isEmpty ? seeds : unselected
        var table = Table(
            id: "calls", title: "Lifecycle without a test set: true and false calls",
            caption:
                "Both runs of each seed, and those with ω = 1 alone. A call is true where the run groks at any step, "
                + "false "
                + "where it never does; intervals are those of Clopper and Pearson, 95 %. The naive rule calls a run "
                + "\(NaiveLifecycleRule.delay) steps after it has memorized the train set. "
                + CallComparison(deciding).words + " With ω = 1 alone: "
                + CallComparison(deciding, decayedOnly: true).words,
            header: ["seeds", "runs", "rule", "true calls", "before grokking", "median lead", "false calls"], rows: [])
        for (name, seeds) in [("published", seeds), ("not selected", unselected)] where !seeds.isEmpty {
            for decayedOnly in [false, true] {
                let comparison = CallComparison(seeds, decayedOnly: decayedOnly)
                for (rule, score) in [("lifecycle estimate", comparison.estimate), ("naive rule", comparison.naive)] {
                    table.rows.append(
                        ["\(seeds.count) \(name)", decayedOnly ? "ω = 1" : "ω = 1 and 0", rule] + cells(score))
                }
            }
        }
        return table
    }

    private static func cells(_ score: CallScore) -> [String] {
        [
            rate(score.trueCalls, of: score.grokked), "\(score.earlyCalls) of \(score.trueCalls)",
            text(Statistics.median(score.leads.map(Double.init)), .steps),
            rate(score.falseCalls, of: score.ungrokked),
        ]
    }

    /// `19 of 20 (75.1 % … 99.9 %)`.
    private static func rate(_ successes: Int, of trials: Int) -> String {
        guard trials > 0 else { return Summary.unknown }
        return "\(successes) of \(trials) (\(FigureInterval.rate(successes, of: trials)))"
    }
}
