internal import RunEvents
internal import Tasks

extension RowTable {
    static func intervention(_ paper: PaperFigures) -> [Row] {
        let arms = paper.intervention
        return arms.indices.flatMap { index in
            intervention(
                arms[index], after: index > 0 ? arms[index - 1].weightDecay : nil,
                before: index + 1 < arms.count ? arms[index + 1].weightDecay : nil)
        }
    }

    /// The figures of the forks with one weight decay. `previous` and `next` are the weight decays of the arms beside
    /// it.
    private static func intervention(
        _ arm: PaperFigures.Arm, after previous: Double?, before next: Double?
    ) -> [Row] {
        func claim(_ published: Double, _ tolerance: Double, _ direction: Criterion) -> (PaperFigure?, Rule?) {
            near(published, tolerance, .plain, .intervention, direction: direction)
        }
        func order(_ id: String, _ trend: Trend) -> Criterion {
            trend.criterion(id, after: previous, before: next, own: arm.weightDecay)
        }
        let weightDecay = arm.weightDecay
        return [
            branch("accuracy", "test accuracy", weightDecay, claim(arm.testAccuracy, 0.02, .every(.atLeast(0.95)))) {
                $0.testAccuracy
            },
            branch("linear", "linear R²", weightDecay, claim(arm.linearR2, 0.03, order("linear", .falls))) {
                $0.linearR2
            },
            branch("linear-normed", "linear R² after the final LayerNorm", weightDecay) { $0.normedLinearR2 },
            branch("mlp", "MLP R²", weightDecay) { $0.mlpR2 },
            branch(
                "entropy", "attention entropy", weightDecay,
                claim(arm.attentionEntropy, 0.05, order("entropy", .grows))
            ) { $0.attentionEntropy },
            branch(
                "norm", "‖θ‖", weightDecay,
                claim(arm.parameterNorm, 0.1 * arm.parameterNorm, order("norm", .falls))
            ) { $0.parameterNorm },
        ]
    }

    /// What a figure does as ω grows.
    private enum Trend {
        case falls, grows

        /// The figure compared with that of the arm before, and for the first arm with that of the one behind.
        func criterion(_ id: String, after previous: Double?, before next: Double?, own: Double) -> Criterion {
            let isBelow = (self == .falls) == (previous != nil)
            let row = "intervention-\(id)-\(ValueFormat.trimmed(previous ?? next ?? own))"
            return isBelow ? .below(row: row) : .above(row: row)
        }
    }

    /// A figure of the fork with one weight decay.
    private static func branch(
        _ id: String, _ words: String, _ weightDecay: Double, _ claim: (PaperFigure?, Rule?) = (nil, nil),
        _ value: @escaping @Sendable (InterventionRecord.Branch) -> Double?
    ) -> Row {
        let name = ValueFormat.trimmed(weightDecay)
        return row("intervention-\(id)-\(name)", .intervention, "\(words), ω = \(name)", .plain, claim) { seed in
            guard let intervention = seed.intervention, let own = intervention.branch(weightDecay),
                let value = value(own)
            else { return nil }
            return Figure(
                seed: seed.seed, value: value, run: own.run.name, step: intervention.step + intervention.steps)
        }
    }
}
