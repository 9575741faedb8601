internal import RunEvents
internal import Tasks

extension RowTable {
    static func removal(_ paper: PaperFigures) -> [Row] {
        // Removing the edge costs more than noise, and more than removing as much of something random.
        let matters = Criterion.both(.every(.below(-0.05)), .below(row: "random-same-norm"))
        func edge(
            _ id: String, _ words: String, _ published: PaperFigures.Measured?,
            _ step: @escaping @Sendable (SeedRuns) -> Int?
        ) -> Row {
            row(
                "removal-\(id)", .removal, "Δ accuracy without v₁ and v₂ \(words)", .change,
                near(published, atLeast: 0.1, .change, .ablation, direction: matters)
            ) { seed in removed(seed, seed.decayed, step(seed)) }
        }
        return [
            edge("at", "at grokking", paper.removalAt) { $0.places.at },
            edge("fixed", "at the paper's fixed step", paper.removalAt) { $0.places.paperEarly },
            edge("late", "late", paper.removalLate) { $0.places.late },
            row(
                "removal-memorized", .removal, "Δ accuracy without v₁ and v₂ of the memorized model (ω = 0)", .change,
                near(paper.removalMemorized, atLeast: 0.05, .change, .ablation, direction: .above(row: "removal-late"))
            ) { seed in
                removed(seed, seed.undecayed, seed.places.late)
            },
        ] + randomRemoval(paper)
    }

    /// The same without something random.
    private static func randomRemoval(_ paper: PaperFigures) -> [Row] {
        let claim = paper.randomTrials.map { trials in
            (
                PaperFigure("0 (\(trials) trials)", .ablation),
                Rule(holds: .unresolved, direction: .every(.between(-0.01, 0.01)))
            )
        }
        return [
            row("random-plane", .removal, "Δ accuracy without a random plane, late", .change, claim ?? (nil, nil)) {
                seed in
                control(seed, .randomPlane)
            },
            row(
                "random-same-norm", .removal, "Δ accuracy without a random vector as long as the edge's part, late",
                .change
            ) { seed in
                control(seed, .randomSameNorm)
            },
        ]
    }

    private static func removed(_ seed: SeedRuns, _ run: MeasuredRun?, _ step: Int?) -> Figure? {
        let resolution = step.flatMap { run?.ablation($0) }.map { 1 / Double(max($0.tokens, 1)) }
        return seed.figure(run, step, resolution: resolution) { run, step in
            run.ablation(step)?.removals.first { $0.directions == [1, 2] }?.accuracyChange
        }
    }

    private static func control(_ seed: SeedRuns, _ kind: AblationRecord.Control.Kind) -> Figure? {
        let record = seed.decayed?.ablation(seed.places.late)
        return seed.figure(
            seed.decayed, seed.places.late, resolution: record.map { 1 / Double(max($0.tokens, 1)) }
        ) { _, _ in record?.controls.first { $0.kind == kind }?.meanAccuracyChange }
    }

    static func flatness(_ paper: PaperFigures) -> [Row] {
        let flat = Criterion.below(row: "curvature-memorized")
        return [
            row(
                "largest-kl", .flatness, "largest KL along v₁, late", .scientific,
                within(3, of: paper.largestKL, .scientific, .perturbation, direction: .every(.below(0.001)))
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, step in
                    run.perturbation(step)?.sweeps.first { $0.direction == 1 }?.points.map(\.klDivergence).max()
                }
            },
            row(
                "curvature-1", .flatness, "curvature along v₁, late", .scientific,
                within(3, of: paper.curvature1, .scientific, .curvature, direction: flat)
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.curvature($1)?.curvatures.first }
            },
            row(
                "curvature-2", .flatness, "curvature along v₂, late", .scientific,
                within(3, of: paper.curvature2, .scientific, .curvature, direction: flat)
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.curvature($1)?.curvatures.dropFirst().first }
            },
        ] + memorizedFlatness(paper) + [
            row("top-eigenvalue", .flatness, "largest eigenvalue of the Hessian, late", .scientific) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.curvature($1)?.topEigenvalue }
            }
        ]
    }

    /// The curvature of the model without weight decay, in directions that are none of its edge.
    private static func memorizedFlatness(_ paper: PaperFigures) -> [Row] {
        [
            row(
                "curvature-memorized", .flatness, "curvature of the memorized model's bulk (v₃, v₄ of ω = 0)",
                .scientific,
                within(
                    3, of: paper.memorizedBulkCurvature, .scientific, .curvature, direction: .above(row: "curvature-1"))
            ) { seed in
                seed.figure(seed.undecayed, seed.places.late) { run, step in
                    run.curvature(step).flatMap { Statistics.mean(Array($0.curvatures.dropFirst(2))) }
                }
            },
            row(
                "curvature-memorized-at", .flatness, "curvature of the memorized model's bulk where its twin groks",
                .scientific
            ) { seed in
                seed.figure(seed.undecayed, seed.places.at) { run, step in
                    run.curvature(step).flatMap { Statistics.mean(Array($0.curvatures.dropFirst(2))) }
                }
            },
        ]
    }

    static func geometry(_ paper: PaperFigures) -> [Row] {
        // v₁ turns least, v₃ most.
        let orders: [Criterion] = [.below(row: "rotation-2"), .below(row: "rotation-3"), .above(row: "rotation-1")]
        let names = ["v₁", "v₂", "v₃"]
        let rotations = (0..<3).map { index in
            let published = index < paper.rotation.count ? paper.rotation[index] : nil
            return row(
                "rotation-\(index + 1)", .geometry, "rotation of \(names[index]) a window, median after grokking",
                .degrees,
                near(published, 5, .degrees, .geometry, direction: orders[index])
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    guard let grokkedAt = run.grokkedAt else { return nil }
                    return Statistics.median(
                        run.coarse.filter { $0.step > grokkedAt && index < $0.rotationDegrees.count }.map {
                            $0.rotationDegrees[index]
                        })
                }
            }
        }
        let compression = row(
            "g23-compression", .geometry, "g23 since its peak", .factor,
            within(2, of: paper.g23Compression, .factor, .geometry, direction: .every(.above(2)))
        ) { seed in
            seed.figure(seed.decayed, seed.places.late) { run, _ in run.gapCompression }
        }
        return rotations + [compression]
    }
}
