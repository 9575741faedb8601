/// Judges the rows of one table together, because what one of them shows depends on how many there are.
///
/// Each row is tested for four things: that its figure comes to the paper's and that it does not, that its direction is
/// the paper's and that it is the other. Each of the four is corrected over the rows by Holm's method, so that one
/// false statement or more among them has a probability of at most `level`.
struct Judgement {
    /// The probability of a false statement.
    static let level = 0.05
    /// With fewer seeds nothing is judged.
    static let fewestSeeds = 5

    /// A row that is to be judged.
    struct Candidate {
        var id: String
        var claim: Claim?
        /// Figures of the seeds that decide.
        var figures: [Figure]
        /// Whether there is a figure of any seed.
        var isMeasured: Bool
    }

    /// A row's verdict.
    struct Outcome: Equatable {
        var verdict: Verdict
        /// Corrected p-values of the claim's figure, and of its direction; nil where they were not tested.
        var figure, direction: Evidence?
    }

    /// The verdicts by row.
    static func outcomes(_ rows: [Candidate]) -> [String: Outcome] {
        let figures = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.figures) })
        let tested = rows.filter { $0.figures.count >= fewestSeeds }
        let figure = corrected(tested) { $0.claim?.figure?.evidence($0.figures) }
        let direction = corrected(tested) { row in
            row.claim?.direction?.evidence(row.figures) { figures[$0] ?? [] }
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let (figure, direction) = (figure[row.id], direction[row.id])
                return (
                    row.id,
                    Outcome(verdict: verdict(row, figure, direction), figure: figure, direction: direction)
                )
            })
    }

    private static func corrected(_ rows: [Candidate], _ evidence: (Candidate) -> Evidence?) -> [String: Evidence] {
        let found = rows.compactMap { row in evidence(row).map { (row.id, $0) } }
        let (agrees, differs) = (Holm.adjusted(found.map(\.1.agrees)), Holm.adjusted(found.map(\.1.differs)))
        return Dictionary(
            uniqueKeysWithValues: found.indices.map {
                (found[$0].0, Evidence(agrees: agrees[$0], differs: differs[$0]))
            })
    }

    private static func verdict(_ row: Candidate, _ figure: Evidence?, _ direction: Evidence?) -> Verdict {
        guard row.isMeasured else { return .notMeasured }
        guard let claim = row.claim else { return .noClaim }
        guard row.figures.count >= fewestSeeds else { return .tooFewSeeds }
        func shows(_ p: Double?) -> Bool { p.map { $0 <= level } ?? false }
        if shows(figure?.agrees) { return .holds }
        if shows(direction?.agrees) { return claim.figure == nil ? .holds : .holdsInDirection }
        return shows(figure?.differs) || shows(direction?.differs) ? .doesNotHold : .undecided
    }
}
