internal import RunEvents
internal import Tasks

/// The table of the author's own protocol.
extension RowTable {
    /// Empty where the paper has no figures of the task.
    static func published(_ paper: PaperFigures) -> [Row] {
        guard let author = paper.published else { return [] }
        return publishedGrokking(paper) + publishedDrive(paper, author) + publishedRemoval(paper, author)
            + publishedFlatness(paper, author) + publishedReadout(paper, author) + publishedGeometry(paper, author)
            + [
                figure(
                    "published-functional-r2", .function, "functional R² of v₁ at \(text(author.late))", .plain,
                    near(paper.functionalR2, .response, .plain, .function)
                ) { seed in
                    seed.figure(seed.decayed, author.late) { $0.function($1)?.directions.first?.readout.r2 }
                }
            ] + intervention(.figures, paper)
    }

    private static func figure(
        _ id: String, _ section: Row.Section, _ quantity: String, _ format: ValueFormat, _ held: Held,
        measure: @escaping @Sendable (SeedRuns) -> Figure?
    ) -> Row { row(id, section, quantity, format, held, part: .figures, measure: measure) }

    private static func text(_ step: Int) -> String { "step \(ValueFormat.step.text(Double(step)))" }

    private static func publishedGrokking(_ paper: PaperFigures) -> [Row] {
        let held = size(paper.grokSteps, .grokStep, .step, .grokking, text: paper.grokText)
        return [
            figure("published-grok-step", .grokking, "groks at step, ω = 1", .step, held) { seed in
                seed.figure(seed.decayed, seed.decayed?.grokkedAt) { _, step in Double(step) }
            }
        ]
    }

    private static func publishedDrive(_ paper: PaperFigures, _ author: PublishedProtocol) -> [Row] {
        let places: [(String, Int?, Double?)] = [
            ("before", author.shareBefore, paper.shareBefore), ("at", author.shareAt, paper.shareAt),
            ("after", author.shareAfter, paper.shareAfter), ("late", author.shareLate, paper.shareLate),
        ]
        return places.compactMap { id, step, published in
            guard let step else { return nil }
            return figure(
                "published-share-\(id)", .drive, "gradient share of v₁ at \(text(step))", .percent,
                near(published, .share, .percent, .decomposition)
            ) { seed in
                seed.figure(seed.decayed, step) { $0.spectrum($1)?.gradientFraction.first }
            }
        }
    }

    private static func publishedRemoval(_ paper: PaperFigures, _ author: PublishedProtocol) -> [Row] {
        let late = author.late
        let early = author.early.map { early in
            figure(
                "published-removal-early", .removal, "Δ accuracy without v₁ and v₂ at \(text(early))", .change,
                near(paper.removalAt, .accuracyChange, .change, .ablation)
            ) { seed in removed([1, 2], seed, seed.decayed, early) }
        }
        let none: Held =
            paper.randomTrials.map {
                (PaperFigure("0 (\($0) trials)", .ablation), Claim(figure: .near(0, .nothing)))
            } ?? (nil, nil)
        let rows = [
            figure(
                "published-removal-late", .removal, "Δ accuracy without v₁ and v₂ at \(text(late))", .change,
                near(paper.removalLate, .accuracyChange, .change, .ablation)
            ) { seed in removed([1, 2], seed, seed.decayed, late) },
            figure(
                "published-removal-memorized", .removal, "the same of the memorized model (ω = 0)", .change,
                near(paper.removalMemorized, .accuracyChange, .change, .ablation)
            ) { seed in removed([1, 2], seed, seed.undecayed, late) },
            figure(
                "published-random", .removal, "Δ accuracy without a random plane at \(text(late)), mean", .change, none
            ) { seed in control(.randomPlane, seed, late) },
            figure(
                "published-ratio", .removal,
                "the size of the first over that of the second and 10⁻⁸, at \(text(late)): “× more impactful”",
                .scientific, size(paper.removalRatio.map { [$0] } ?? [], .magnitude, .scientific, .ablation)
            ) { seed in
                seed.figure(seed.decayed, late) { run, step in run.ablation(step)?.publishedRatio }
            },
        ]
        // The author has no such control; without it his figures say little about the edge.
        let matched = [author.early, late].compactMap(\.self).map { step in
            figure(
                "published-matched-\(step)", .removal, "the edge less its matched control at \(text(step))", .change,
                (nil, nil)
            ) { seed in beyondMatched([1, 2], seed, step) }
        }
        return [early].compactMap(\.self) + rows + matched
    }

    private static func publishedFlatness(_ paper: PaperFigures, _ author: PublishedProtocol) -> [Row] {
        let late = author.late
        return [
            figure(
                "published-kl", .flatness, "largest KL along v₁ at \(text(late))", .scientific,
                size(paper.largestKL.map { [$0] } ?? [], .magnitude, .scientific, .perturbation)
            ) { seed in largestKL(seed, late) },
            figure(
                "published-curvature-1", .flatness, "test loss's curvature along v₁ at \(text(late))", .scientific,
                near(paper.curvature1, .magnitude, .scientific, .curvature)
            ) { seed in
                seed.figure(seed.decayed, late) { $0.testCurvature($1)?.curvatures.first }
            },
            figure(
                "published-curvature-2", .flatness, "test loss's curvature along v₂ at \(text(late))", .scientific,
                near(paper.curvature2, .magnitude, .scientific, .curvature)
            ) { seed in
                seed.figure(seed.decayed, late) { $0.testCurvature($1)?.curvatures.dropFirst().first }
            },
            figure(
                "published-curvature-memorized", .flatness,
                "test loss's curvature along v₄ of the memorized model (ω = 0) at \(text(late))", .scientific,
                near(paper.memorizedBulkCurvature, .magnitude, .scientific, .curvature)
            ) { seed in
                seed.figure(seed.undecayed, late) { $0.testCurvature($1)?.curvatures.dropFirst(3).first }
            },
        ]
    }

    private static func publishedReadout(_ paper: PaperFigures, _ author: PublishedProtocol) -> [Row] {
        let steps: [(String, Int?, PaperFigures.Measured?, PaperFigures.Measured?)] = [
            ("early", author.early, paper.linearAt, paper.mlpAt),
            ("late", author.late, paper.linearLate, paper.mlpLate),
        ]
        return steps.flatMap { id, step, linear, mlp -> [Row] in
            guard let step, linear != nil else { return [] }
            return [
                figure(
                    "published-linear-\(id)", .readout, "linear R² at \(text(step))", .plain,
                    near(linear, .readout, .plain, .readout)
                ) { seed in
                    seed.figure(seed.decayed, step) { $0.readout($1)?.streams.last?.linear.r2 }
                },
                figure(
                    "published-mlp-\(id)", .readout, "MLP R² at \(text(step))", .plain,
                    near(mlp, .readout, .plain, .readout)
                ) { seed in
                    seed.figure(seed.decayed, step) { $0.readout($1)?.streams.last?.mlp.r2 }
                },
            ]
        }
    }

    private static func publishedGeometry(_ paper: PaperFigures, _ author: PublishedProtocol) -> [Row] {
        let names = ["v₁", "v₂", "v₃"]
        let span =
            "steps \(ValueFormat.step.text(Double(author.rotation.lowerBound))) to "
            + ValueFormat.step.text(Double(author.rotation.upperBound))
        let rotations = names.indices.map { index in
            figure(
                "published-rotation-\(index + 1)", .geometry, "rotation of \(names[index]) a window, mean of \(span)",
                .degrees,
                near(index < paper.rotation.count ? paper.rotation[index] : nil, .rotation, .degrees, .geometry)
            ) { seed in
                // A run that ends before has no such mean.
                let last = author.rotation.upperBound
                return seed.figure(seed.decayed, (seed.decayed?.lastStep ?? 0) >= last ? last : nil) { run, _ in
                    Statistics.mean(
                        run.coarse.filter { author.rotation.contains($0.step) && index < $0.rotationDegrees.count }
                            .map { $0.rotationDegrees[index] })
                }
            }
        }
        let windows = "N = \(author.gapInterval), W = \(author.gapWindow)"
        return rotations + [
            figure(
                "published-g23", .geometry, "g₂₃ from its peak to the grok step, ω = 1, \(windows)", .factor,
                size(paper.g23Compression, .magnitude, .factor, .geometry)
            ) { seed in
                seed.figure(seed.decayed, seed.decayed?.grokkedAt) { run, step in
                    run.gapTrail(author)?.compression(until: step)
                }
            },
            figure(
                "published-g23-undecayed", .geometry, "g₂₃ from its peak to the end, ω = 0, \(windows)", .factor,
                size(paper.g23Undecayed, .magnitude, .factor, .geometry)
            ) { seed in
                seed.figure(seed.undecayed, seed.undecayed?.lastStep) { run, step in
                    run.gapTrail(author)?.compression(until: step)
                }
            },
        ]
    }
}
