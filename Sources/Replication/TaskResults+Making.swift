package import RunEvents

extension TaskResults {
    /// Takes every row's figures of every seed, and judges each row by its rule.
    ///
    /// - Parameter seeds: of one task.
    package init(task: TaskName, seeds: [SeedRuns]) {
        self.task = task
        let rows = RowTable.rows(task)
        let summaries = Dictionary(
            uniqueKeysWithValues: rows.map { row in (row.id, Summary(seeds.compactMap(row.measure))) })
        let titles = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.quantity) })
        self.rows = rows.map { row in
            let summary = summaries[row.id] ?? Summary([])
            return RowResult(
                id: row.id, section: row.section.rawValue, quantity: row.quantity, format: row.format,
                paper: row.paper?.text,
                place: row.paper?.place.rawValue, figures: summary.figures,
                mean: row.format == .label ? nil : summary.mean,
                standardDeviation: row.format == .label ? nil : summary.deviation,
                rule: row.rule?.words(row.format) { titles[$0] ?? $0 },
                verdict: row.rule?.verdict(summary) { summaries[$0] } ?? (summary.mean == nil ? .notMeasured : .noClaim)
            )
        }
        runs = seeds.flatMap { seed in
            [seed.decayed, seed.undecayed].compactMap(\.self).map { RunResult($0, seed.places) }
        }
        tables = Tables.all(seeds)
        charts = Charts.all(seeds)
    }
}

extension RunResult {
    init(_ run: MeasuredRun, _ places: ProbePlaces) {
        name = run.name
        identifier = run.identifier
        seed = run.config.seed
        weightDecay = run.weightDecay
        steps = run.lastStep
        grokkedAt = run.grokkedAt
        parameterDigest = run.parameterDigest
        version = run.version
        kernels = Set(run.engines.map(\.blasCore)).sorted()
        let named = ["before": places.before, "at": places.at, "after": places.after, "late": places.late]
        self.places = named.compactMapValues(\.self)
        fixedSteps = places.fixed
    }
}
