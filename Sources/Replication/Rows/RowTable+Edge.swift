internal import RunEvents
internal import Tasks

extension RowTable {
    static func flatness(_ paper: PaperFigures) -> [Row] {
        let flat = DirectionClaim.belowRow("curvature-memorized")
        return [
            row(
                "largest-kl", .flatness, "largest KL along v₁, late", .scientific,
                size(
                    paper.largestKL.map { [$0] } ?? [], .magnitude, .scientific, .perturbation,
                    direction: .below(0.001))
            ) { seed in largestKL(seed, seed.places.late) },
            row(
                "curvature-1", .flatness, "curvature along v₁, late", .scientific,
                near(paper.curvature1, .magnitude, .scientific, .curvature, direction: flat)
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.curvature($1)?.curvatures.first }
            },
            row(
                "curvature-2", .flatness, "curvature along v₂, late", .scientific,
                near(paper.curvature2, .magnitude, .scientific, .curvature, direction: flat)
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.curvature($1)?.curvatures.dropFirst().first }
            },
        ] + memorizedFlatness(paper) + [
            row("top-eigenvalue", .flatness, "largest eigenvalue of the Hessian, late", .scientific) { seed in
                seed.figure(seed.decayed, seed.places.late) { $0.curvature($1)?.topEigenvalue }
            }
        ]
    }

    static func largestKL(_ seed: SeedRuns, _ step: Int?) -> Figure? {
        seed.figure(seed.decayed, step) { run, step in
            run.perturbation(step)?.sweeps.first { $0.direction == 1 }?.points.map(\.klDivergence).max()
        }
    }

    /// The curvature of the model without weight decay, in directions that are none of its edge.
    private static func memorizedFlatness(_ paper: PaperFigures) -> [Row] {
        [
            row(
                "curvature-memorized", .flatness, "curvature of the memorized model's bulk (v₃, v₄ of ω = 0)",
                .scientific,
                near(
                    paper.memorizedBulkCurvature, .magnitude, .scientific, .curvature,
                    direction: .aboveRow("curvature-1"))
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
        let orders: [DirectionClaim] = [.belowRow("rotation-2"), .belowRow("rotation-3"), .aboveRow("rotation-1")]
        let names = ["v₁", "v₂", "v₃"]
        let rotations = names.indices.map { index in
            row(
                "rotation-\(index + 1)", .geometry, "rotation of \(names[index]) a window, median after grokking",
                .degrees,
                near(
                    index < paper.rotation.count ? paper.rotation[index] : nil, .rotation, .degrees, .geometry,
                    direction: orders[index])
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
        return rotations + compression(paper)
    }

    /// The paper makes g₂₃'s fall a mark of grokking: then it falls farther with weight decay than without.
    private static func compression(_ paper: PaperFigures) -> [Row] {
        let held: Held =
            paper.g23Compression.isEmpty
            ? (nil, nil)
            : (
                PaperFigure("g₂₃ falls with grokking", .geometry),
                Claim(direction: .aboveRow("g23-compression-undecayed"))
            )
        return [
            row("g23-compression", .geometry, "g₂₃ since its peak, late, ω = 1", .factor, held) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in run.gapCompression }
            },
            row("g23-compression-undecayed", .geometry, "g₂₃ since its peak, late, ω = 0", .factor) { seed in
                seed.figure(seed.undecayed, seed.places.late) { run, _ in run.gapCompression }
            },
        ]
    }
}
