internal import RunEvents
internal import Tasks

extension RowTable {
    private static let edge = [1, 2]
    private static let bulk = [3, 4]

    static func removal(_ paper: PaperFigures) -> [Row] {
        let matters = DirectionClaim.below(-0.05)
        return [
            row(
                "removal-at", .removal, "Δ accuracy without v₁ and v₂ at grokking", .change,
                near(paper.removalAt, .accuracyChange, .change, .ablation, direction: matters)
            ) { seed in removed(edge, seed, seed.decayed, seed.places.at) },
            row(
                "removal-late", .removal, "Δ accuracy without v₁ and v₂ late", .change,
                near(paper.removalLate, .accuracyChange, .change, .ablation, direction: matters)
            ) { seed in removed(edge, seed, seed.decayed, seed.places.late) },
            row(
                "removal-memorized", .removal, "Δ accuracy without v₁ and v₂ of the memorized model (ω = 0)", .change,
                near(
                    paper.removalMemorized, .accuracyChange, .change, .ablation, direction: .aboveRow("removal-late"))
            ) { seed in removed(edge, seed, seed.undecayed, seed.places.late) },
        ] + controls(paper) + bulkRemoval(paper)
    }

    /// The same without something random: each control is named by what it matches.
    private static func controls(_ paper: PaperFigures) -> [Row] {
        let published = paper.removalLate.map { _ in PaperFigure("the edge is special", .ablation) }
        let special: Held =
            published.map { ($0, Claim(direction: .below(0))) } ?? (nil, nil)
        return [
            row("random-plane", .removal, "Δ accuracy without a random plane, late (matches the dimension)", .change) {
                seed in control(.randomPlane, seed, seed.places.late)
            },
            row(
                "random-same-norm", .removal,
                "Δ accuracy without a random vector as long as the edge's part, late (matches the norm)", .change
            ) { seed in control(.randomSameNorm, seed, seed.places.late) },
            row(
                "matched-late", .removal,
                "Δ accuracy without a random part of the edge's norm and angle to θ, late (decides)", .change
            ) { seed in
                resolved(seed, seed.decayed, seed.places.late) { $0.angleMatchedChange(edge) }
            },
            row(
                "matched-difference-at", .removal, "the edge less its matched control, at grokking", .change
            ) { seed in
                beyondMatched(edge, seed, seed.places.at)
            },
            row(
                "matched-difference-late", .removal, "the edge less its matched control, late", .change, special
            ) { seed in
                beyondMatched(edge, seed, seed.places.late)
            },
        ]
    }

    /// v₃ and v₄ beside v₁ and v₂.
    private static func bulkRemoval(_ paper: PaperFigures) -> [Row] {
        let held: Held =
            paper.removalLate == nil
            ? (nil, nil)
            : (
                PaperFigure("the edge and not the bulk", .ablation),
                Claim(direction: .below(0))
            )
        return [
            row(
                "edge-less-bulk", .removal, "Δ accuracy without v₁ and v₂ less that without v₃ and v₄, late", .change,
                held
            ) {
                seed in
                resolved(seed, seed.decayed, seed.places.late) { record in
                    record.change(edge).flatMap { own in record.change(bulk).map { own - $0 } }
                }
            },
            row("removal-bulk", .removal, "Δ accuracy without v₃ and v₄ late", .change) { seed in
                removed(bulk, seed, seed.decayed, seed.places.late)
            },
            row("matched-bulk", .removal, "Δ accuracy without a random part of their norm and angle to θ", .change) {
                seed in
                resolved(seed, seed.decayed, seed.places.late) { $0.angleMatchedChange(bulk) }
            },
            row("removal-norm-edge", .removal, "share of ‖θ_S‖ that goes with v₁ and v₂, late", .percent) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.ablation($1)?.removedShare(edge) }
            },
            row("removal-norm-bulk", .removal, "share of ‖θ_S‖ that goes with v₃ and v₄, late", .percent) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.ablation($1)?.removedShare(bulk) }
            },
        ]
    }

    static func removed(_ directions: [Int], _ seed: SeedRuns, _ run: MeasuredRun?, _ step: Int?) -> Figure? {
        resolved(seed, run, step) { $0.change(directions) }
    }

    static func control(_ kind: AblationRecord.Control.Kind, _ seed: SeedRuns, _ step: Int?) -> Figure? {
        resolved(seed, seed.decayed, step) { $0.change(kind) }
    }

    /// What removing some directions costs beyond its matched control, of the run with weight decay.
    static func beyondMatched(_ directions: [Int], _ seed: SeedRuns, _ step: Int?) -> Figure? {
        resolved(seed, seed.decayed, step) { $0.beyondMatched(directions) }
    }

    /// A change of the accuracy, with what the tokens can resolve.
    private static func resolved(
        _ seed: SeedRuns, _ run: MeasuredRun?, _ step: Int?, _ value: (AblationRecord) -> Double?
    ) -> Figure? {
        guard let step, let record = run?.ablation(step) else { return nil }
        return seed.figure(run, step, resolution: 1 / Double(max(record.tokens, 1))) { _, _ in value(record) }
    }
}

extension AblationRecord {
    /// What removing some directions does to the accuracy; nil where it was not measured.
    func change(_ directions: [Int]) -> Double? {
        removals.first { $0.directions == directions }?.accuracyChange
    }

    /// What a control does on average.
    func change(_ kind: Control.Kind) -> Double? { controls.first { $0.kind == kind }?.meanAccuracyChange }

    /// The share of ‖θ_S‖ that some directions hold.
    func removedShare(_ directions: [Int]) -> Double? {
        removals.first { $0.directions == directions }.map { $0.removedNorm / trackedNorm }
    }

    /// What removing some directions costs beyond the control of the same norm and angle to θ_S; below zero where it
    /// costs more.
    func beyondMatched(_ directions: [Int]) -> Double? {
        guard let own = change(directions), let matched = angleMatchedChange(directions) else { return nil }
        return own - matched
    }

    /// The mean change over random parts of the same norm and angle to θ_S; nil in records that have none.
    func angleMatchedChange(_ directions: [Int]) -> Double? { angleMatched(directions)?.meanAccuracyChange }
}
