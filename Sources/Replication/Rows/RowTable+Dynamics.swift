internal import Lifecycle
internal import RunEvents

extension RowTable {
    /// The published equation against the measured change of the gap. It is judged once, by its correlation.
    static func gapFlow() -> [Row] {
        // The bar is ours: the paper says that the equation predicts, and not how well.
        let held: Held = (PaperFigure("dg/dt ≈ T1 + T2 + T3", .gapFlow), Claim(direction: .above(0.7)))
        return [
            row("gap-flow-correlation", .gapFlow, "r of predicted and measured change of the gap", .plain, held) {
                seed in
                seed.figure(seed.decayed, seed.places.late) { run, _ in
                    Statistics.correlation(GapFlowPoint.same(run, .literal).map { ($0.predicted, $0.measured) })
                }
            },
            row("gap-flow-sign", .gapFlow, "intervals whose sign is predicted", .percent) { seed in
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
            row("gap-flow-class", .gapFlow, "measured intervals with prediction and content the same", .percent) {
                seed in
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
            row("naive-lead", .lifecycle, "the same of the naive rule, memorized plus 100 steps", .steps) { seed in
                seed.figure(seed.decayed, seed.decayed?.naiveCall) { run, step in
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
