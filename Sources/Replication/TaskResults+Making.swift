package import RunEvents

extension TaskResults {
    /// Takes every row's figures of every seed, and judges the rows of each table together.
    ///
    /// - Parameters:
    ///   - seeds: the published ones, or those that were asked for.
    ///   - unselected: seeds that nothing but their place in the row of numbers chose. Where there are any, they
    ///     decide.
    package init(task: TaskName, seeds: [SeedRuns], unselected: [SeedRuns] = []) {
        self.task = task
        let table = RowTable.rows(task)
        let titles = Dictionary(uniqueKeysWithValues: table.map { ($0.id, $0.quantity) })
        let measured = table.map { row in
            (row: row, figures: seeds.compactMap(row.measure), unselected: unselected.compactMap(row.measure))
        }
        rows = ReportPart.allCases.flatMap { part -> [RowResult] in
            let own = measured.filter { $0.row.part == part }
            let outcomes = Judgement.outcomes(
                own.map { row, figures, others in
                    Judgement.Candidate(
                        id: row.id, claim: row.claim, figures: unselected.isEmpty ? figures : others,
                        isMeasured: !figures.isEmpty || !others.isEmpty)
                })
            return own.map { row, figures, others in
                RowResult(
                    row, figures: figures, unselected: others, outcome: outcomes[row.id],
                    claim: row.claim?.words(row.format) { titles[$0] ?? $0 })
            }
        }
        runs =
            seeds.flatMap { RunResult.all($0, isUnselected: false) }
            + unselected.flatMap { RunResult.all($0, isUnselected: true) }
        tables = Tables.all(seeds, unselected)
        charts = Charts.all(seeds)
        calls = CallComparison(unselected.isEmpty ? seeds : unselected)
        decayedCalls = CallComparison(unselected.isEmpty ? seeds : unselected, decayedOnly: true)
    }
}

extension RowResult {
    fileprivate init(
        _ row: Row, figures: [Figure], unselected: [Figure], outcome: Judgement.Outcome?, claim: String?
    ) {
        id = row.id
        part = row.part
        section = row.section.rawValue
        quantity = row.quantity
        format = row.format
        paper = row.paper?.text
        place = row.paper?.place.rawValue
        self.figures = figures
        self.unselected = unselected
        self.claim = claim
        interval = FigureInterval.text(unselected.isEmpty ? figures : unselected, row.format, row.claim?.figure)
        verdict = outcome?.verdict ?? .notMeasured
        (figureEvidence, directionEvidence) = (outcome?.figure, outcome?.direction)
    }
}

extension RunResult {
    fileprivate static func all(_ seed: SeedRuns, isUnselected: Bool) -> [RunResult] {
        [seed.decayed, seed.undecayed].compactMap(\.self).map { RunResult($0, seed.places, isUnselected) }
    }

    private init(_ run: MeasuredRun, _ places: ProbePlaces, _ isUnselected: Bool) {
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
        self.isUnselected = isUnselected
    }
}
