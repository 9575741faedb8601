internal import Lifecycle
internal import RunEvents

extension RowTable {
    /// The paper claims that the equation predicts; it has no figure of how well, so the bars are ours.
    static func gapFlow() -> [Row] {
        let equation = PaperFigure("dg/dt ≈ T1 + T2 + T3", .gapFlow)
        let correlates = (equation, Rule(holds: .every(.atLeast(0.7)), direction: .every(.above(0))))
        let signs = (equation, Rule(holds: .every(.atLeast(0.8)), direction: .every(.above(0.5))))
        let classes = (equation, Rule(holds: .every(.atLeast(0.8)), direction: .every(.above(0.5))))
        return [
            row("gap-flow-correlation", .gapFlow, "r of predicted and measured change of the gap", .plain, correlates) {
                seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    Statistics.correlation(GapFlowPoint.same(run, .literal).map { ($0.predicted, $0.measured) })
                }
            },
            row("gap-flow-sign", .gapFlow, "intervals whose sign is predicted", .percent, signs) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    GapFlowPoint.rightSigns(GapFlowPoint.same(run, .literal))
                }
            },
            row("gap-flow-scaled-correlation", .gapFlow, "r with T3 · ηN", .plain) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    Statistics.correlation(GapFlowPoint.same(run, .scaled).map { ($0.predicted, $0.measured) })
                }
            },
            row("gap-flow-scaled-rank", .gapFlow, "rank correlation with T3 · ηN", .plain) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    Statistics.rankCorrelation(GapFlowPoint.same(run, .scaled).map { ($0.predicted, $0.measured) })
                }
            },
            row("gap-flow-scaled-sign", .gapFlow, "intervals whose sign is predicted with T3 · ηN", .percent) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    GapFlowPoint.rightSigns(GapFlowPoint.same(run, .scaled))
                }
            },
            row(
                "gap-flow-class", .gapFlow, "measured intervals with prediction and content the same", .percent, classes
            ) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in run.classComparison.predictedContent.share }
            },
        ]
    }

    /// The baseline beside the equation: the next update is the last one again.
    static func repeatedUpdate() -> [Row] {
        [
            row("gap-repeat-correlation", .gapFlow, "r with the next update taken as the last one again", .plain) {
                seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    Statistics.correlation(GapFlowPoint.repeated(run).map { ($0.predicted, $0.measured) })
                }
            },
            row("gap-repeat-sign", .gapFlow, "intervals whose sign this predicts", .percent) { seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    GapFlowPoint.rightSigns(GapFlowPoint.repeated(run))
                }
            },
        ]
    }

    static func lifecycle() -> [Row] {
        [
            row("lifecycle-called", .lifecycle, "called generalizing, ω = 1", .count) { seed in
                seed.figure(seed.decayed, seed.decayed?.generalizingSince ?? seed.decayed?.lastStep) { run, _ in
                    run.generalizingSince == nil ? 0 : 1
                }
            },
            row("lifecycle-lead", .lifecycle, "steps from the call to grokking (ahead of it above zero)", .steps) {
                seed in
                seed.figure(seed.decayed, seed.decayed?.generalizingSince) { run, step in
                    run.grokkedAt.map { Double($0 - step) }
                }
            },
            row("lifecycle-false", .lifecycle, "called and never grokked, ω = 0", .count) { seed in
                seed.figure(seed.undecayed, seed.undecayed?.generalizingSince ?? seed.undecayed?.lastStep) { run, _ in
                    run.generalizingSince != nil && run.grokkedAt == nil ? 1 : 0
                }
            },
        ]
    }

    /// Whether the fall of v₁'s share goes with grokking or with the window.
    static func windows() -> [Row] {
        [
            row("window-fall", .windows, "v₁'s share falls below ½ at step, the paper's window", .step) { seed in
                seed.figure(seed.decayed, seed.decayed?.shareFall) { _, step in Double(step) }
            },
            row("window-fall-grok", .windows, "that step less the grok step", .steps) { seed in
                seed.figure(seed.decayed, seed.decayed?.shareFall) { run, step in
                    run.grokkedAt.map { Double(step - $0) }
                }
            },
            row(
                "window-fall-edge", .windows, "that step less (W + 1) N, where the first update leaves the window",
                .steps
            ) { seed in
                seed.figure(seed.decayed, seed.decayed?.shareFall) { run, step in
                    Double(step - (run.config.spectrum.window + 1) * run.config.spectrum.interval)
                }
            },
        ]
    }
}
