internal import RunEvents
internal import Tasks

extension RowTable {
    static func grokking(_ paper: PaperFigures) -> [Row] {
        let isPublished = !paper.grokSteps.isEmpty
        let all: Held = (
            PaperFigure("3 of 3", .grokking), Claim(figure: .all(.seeds), direction: .most)
        )
        let none: Held = (
            PaperFigure("0 of 3", .grokking), Claim(figure: .none(.seeds), direction: .belowRow("grokked"))
        )
        return [
            row("grokked", .grokking, "groks, ω = 1", .count, isPublished ? all : (nil, nil)) { seed in
                seed.figure(seed.decayed, seed.decayed?.grokkedAt ?? seed.decayed?.lastStep) { run, _ in
                    run.grokkedAt == nil ? 0 : 1
                }
            },
            row("grokked-undecayed", .grokking, "groks, ω = 0", .count, isPublished ? none : (nil, nil)) { seed in
                seed.figure(seed.undecayed, seed.undecayed?.grokkedAt ?? seed.undecayed?.lastStep) { run, _ in
                    run.grokkedAt == nil ? 0 : 1
                }
            },
            row("grok-step", .grokking, "at step, ω = 1", .step) { seed in
                seed.figure(seed.decayed, seed.decayed?.grokkedAt) { _, step in Double(step) }
            },
            row("accuracy", .grokking, "test accuracy at the end, ω = 1", .percent) { seed in
                seed.figure(seed.decayed, seed.decayed?.lastStep) { run, _ in run.evaluations.last?.decidingTestAccuracy
                }
            },
            row("accuracy-undecayed", .grokking, "test accuracy at the end, ω = 0", .percent) { seed in
                seed.figure(seed.undecayed, seed.undecayed?.lastStep) { run, _ in
                    run.evaluations.last?.decidingTestAccuracy
                }
            },
        ]
    }

    static func drive(_ paper: PaperFigures) -> [Row] {
        places.flatMap { place in
            let published = place.paper(paper)
            // Which of the two drives it: the side of ½ that the paper's figure is on.
            let side = published.map { $0 < 0.5 ? DirectionClaim.below(0.5) : .above(0.5) }
            let held = near(published, .share, .percent, .decomposition, direction: side)
            return [
                row("share-\(place.id)", .drive, "gradient share of v₁ \(place.words)", .percent, held) { seed in
                    seed.figure(seed.decayed, place.step(seed.places)) { $0.spectrum($1)?.gradientFraction.first }
                },
                row(
                    "share-\(place.id)-fine", .drive, "gradient share of v₁ \(place.words), fine window (N/5)", .percent
                ) { seed in
                    seed.figure(seed.decayed, place.step(seed.places)) { $0.fineSpectrum($1)?.gradientFraction.first }
                },
            ]
        }
    }

    struct SharePlace: Sendable {
        var id: String
        var words: String
        var paper: @Sendable (PaperFigures) -> Double?
        var step: @Sendable (ProbePlaces) -> Int?
    }

    static let places = [
        SharePlace(id: "before", words: "before grokking", paper: { $0.shareBefore }, step: { $0.before }),
        SharePlace(id: "at", words: "at grokking", paper: { $0.shareAt }, step: { $0.at }),
        SharePlace(id: "after", words: "after grokking", paper: { $0.shareAfter }, step: { $0.after }),
        SharePlace(id: "late", words: "late", paper: { $0.shareLate }, step: { $0.late }),
    ]
}
