internal import Lifecycle
internal import RunEvents
internal import Tasks

extension RowTable {
    static func readout(_ coordinate: TaskCoordinate, _ paper: PaperFigures) -> [Row] {
        let atPlace: @Sendable (SeedRuns) -> Int? = { $0.places.at }
        let fixedPlace: @Sendable (SeedRuns) -> Int? = { $0.places.paperEarly }
        let latePlace: @Sendable (SeedRuns) -> Int? = { $0.places.late }
        func rows(
            _ id: String, _ words: String, _ linear: PaperFigures.Measured?, _ mlp: PaperFigures.Measured?,
            linearDirection: Criterion, mlpDirection: Criterion, _ step: @escaping @Sendable (SeedRuns) -> Int?
        ) -> [Row] {
            [
                row(
                    "linear-\(id)", .readout, "linear R² \(words)", .plain,
                    near(linear, atLeast: 0.01, .plain, .readout, direction: linearDirection)
                ) { seed in
                    seed.figure(seed.decayed, step(seed)) { $0.readout($1)?.streams.last?.linear.r2 }
                },
                row(
                    "mlp-\(id)", .readout, "MLP R² \(words)", .plain,
                    near(mlp, atLeast: 0.01, .plain, .readout, direction: mlpDirection)
                ) { seed in
                    seed.figure(seed.decayed, step(seed)) { $0.readout($1)?.streams.last?.mlp.r2 }
                },
                row("linear-normed-\(id)", .readout, "linear R² \(words), after the final LayerNorm", .plain) { seed in
                    seed.figure(seed.decayed, step(seed)) { $0.readout($1)?.normed.linear.r2 }
                },
            ]
        }
        let rows =
            rows(
                "at", "at grokking", paper.linearAt, paper.mlpAt, linearDirection: .above(row: "linear-late"),
                mlpDirection: .above(row: "linear-at"), atPlace)
            + rows(
                "fixed", "at the paper's fixed step", paper.linearAt, paper.mlpAt,
                linearDirection: .above(row: "linear-late"), mlpDirection: .above(row: "linear-fixed"), fixedPlace)
            // The line loses what the network still finds.
            + rows(
                "late", "late", paper.linearLate, paper.mlpLate, linearDirection: .below(row: "linear-at"),
                mlpDirection: .above(row: "linear-late"), latePlace)
        guard !coordinate.isQuantity else { return rows }
        return rows + [
            row("linear-accuracy-late", .readout, "right answers of the linear readout, late", .percent) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.readout($1)?.streams.last?.linear.accuracy }
            },
            row("mlp-accuracy-late", .readout, "right answers of the MLP, late", .percent) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.readout($1)?.streams.last?.mlp.accuracy }
            },
        ]
    }

    static func function(_ coordinate: TaskCoordinate, _ paper: PaperFigures) -> [Row] {
        // Content, or none of it, beside what a random direction has.
        let direction: Criterion =
            (paper.functionalR2 ?? 0) >= 0.5 ? .above(row: "functional-control") : .every(.below(0.5))
        return [
            row(
                "functional-r2", .function, "functional R² of v₁, late", .plain,
                near(paper.functionalR2, 0.1, .plain, .function, direction: direction)
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.function($1)?.directions.first?.readout.r2 }
            },
            row("functional-control", .function, "functional R² of random directions as long, late", .plain) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, step in
                    run.function(step).flatMap { Statistics.mean($0.controls.compactMap(\.readout.r2)) }
                }
            },
        ] + (coordinate.scale == .cyclic ? circularResponse : []) + [
            row("functional-fourier", .function, "share of the strongest frequency in v₁'s response, late", .percent) {
                seed in
                seed.figure(seed.decayed, seed.places.late) {
                    $0.function($1)?.directions.first?.fourier?.concentration
                }
            }
        ]
    }

    private static var circularResponse: [Row] {
        [
            row("functional-circle", .function, "functional R² of v₁ on the circle, late", .plain) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.function($1)?.directions.first?.circularR2 }
            },
            row("functional-circle-control", .function, "the same of random directions as long, late", .plain) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, step in
                    run.function(step).flatMap { Statistics.mean($0.controls.compactMap(\.circularR2)) }
                }
            },
            row("functional-circle-undecayed", .function, "the same of v₁ without weight decay, late", .plain) { seed in
                seed.figure(seed.undecayed, seed.places.late) { $0.function($1)?.directions.first?.circularR2 }
            },
        ]
    }

    static func classes(_ paper: PaperFigures) -> [Row] {
        let claim: (PaperFigure?, Rule?) =
            paper.edgeClass.map {
                (
                    PaperFigure($0.rawValue, .classes),
                    Rule(holds: .allAre($0.rawValue), direction: .mostAre($0.rawValue))
                )
            } ?? (nil, nil)
        return [
            row("class-content", .classes, "class by content, late", .label, claim) { seed in
                seed.driveClass(seed.decayed, seed.places.late) { $0.contentClass($1) }
            },
            row("class-predicted", .classes, "class predicted by the gap flow, late", .label, claim) { seed in
                seed.driveClass(seed.decayed, seed.places.late) { $0.gapFlow($1)?.predictedClass }
            },
            row("class-drive", .classes, "class by drive, late", .label) { seed in
                seed.driveClass(seed.decayed, seed.places.late) { $0.spectrum($1)?.driveClass }
            },
            row("agreement-drive-predicted", .classes, "intervals with drive and prediction the same", .percent) {
                seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in run.classComparison.drivePredicted.share }
            },
            row("agreement-drive-content", .classes, "measured intervals with drive and content the same", .percent) {
                seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in run.classComparison.driveContent.share }
            },
        ]
    }

    /// What a figure does as ω grows.
    private enum Trend { case falls, grows }

    static func intervention(_ paper: PaperFigures) -> [Row] {
        let pairs = zip(paper.intervention, paper.intervention.dropFirst()).map { ($0.weightDecay, $1.weightDecay) }
        return paper.intervention.flatMap { arm -> [Row] in
            let name = "ω = \(ValueFormat.trimmed(arm.weightDecay))"
            let previous = pairs.first { $0.1 == arm.weightDecay }?.0
            let next = pairs.first { $0.0 == arm.weightDecay }?.1
            // What grows with ω and what falls with it: held against the arm before, the first against the one behind.
            func order(_ id: String, _ trend: Trend) -> Criterion {
                let other = previous ?? next ?? arm.weightDecay
                let isBelow = (trend == .falls) == (previous != nil)
                let row = "intervention-\(id)-\(ValueFormat.trimmed(other))"
                return isBelow ? .below(row: row) : .above(row: row)
            }
            func make(
                _ id: String, _ words: String, _ claim: (PaperFigure?, Rule?) = (nil, nil),
                _ value: @escaping @Sendable (InterventionRecord.Branch) -> Double?
            ) -> Row {
                row(
                    "intervention-\(id)-\(ValueFormat.trimmed(arm.weightDecay))", .intervention, "\(words), \(name)",
                    .plain, claim
                ) { seed in
                    guard let intervention = seed.intervention, let own = intervention.branch(arm.weightDecay),
                        let value = value(own)
                    else { return nil }
                    return Figure(
                        seed: seed.seed, value: value, run: own.run.name, step: intervention.step + intervention.steps)
                }
            }
            func claim(_ published: Double, _ tolerance: Double, _ direction: Criterion) -> (PaperFigure?, Rule?) {
                near(published, tolerance, .plain, .intervention, direction: direction)
            }
            return [
                make("accuracy", "test accuracy", claim(arm.testAccuracy, 0.02, .every(.atLeast(0.95)))) {
                    $0.testAccuracy
                },
                make("linear", "linear R²", claim(arm.linearR2, 0.03, order("linear", .falls))) { $0.linearR2 },
                make("linear-normed", "linear R² after the final LayerNorm") { $0.normedLinearR2 },
                make("mlp", "MLP R²") { $0.mlpR2 },
                make("entropy", "attention entropy", claim(arm.attentionEntropy, 0.05, order("entropy", .grows))) {
                    $0.attentionEntropy
                },
                make("norm", "‖θ‖", claim(arm.parameterNorm, 0.1 * arm.parameterNorm, order("norm", .falls))) {
                    $0.parameterNorm
                },
            ]
        }
    }
}
