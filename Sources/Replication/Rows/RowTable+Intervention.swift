internal import RunEvents
internal import Tasks

extension RowTable {
    /// The figures of the forks with other weight decays: of those that begin at the author's step, or after each run's
    /// own grokking.
    static func intervention(_ part: ReportPart, _ paper: PaperFigures) -> [Row] {
        let arms = paper.intervention
        return arms.indices.flatMap { index in
            intervention(
                part, arms[index], after: index > 0 ? arms[index - 1].weightDecay : nil,
                before: index + 1 < arms.count ? arms[index + 1].weightDecay : nil)
        }
    }

    /// The figures of the forks with one weight decay. `previous` and `next` are the weight decays of the arms beside
    /// it.
    private static func intervention(
        _ part: ReportPart, _ arm: PaperFigures.Arm, after previous: Double?, before next: Double?
    ) -> [Row] {
        let weightDecay = arm.weightDecay
        func held(_ published: Double, _ margin: Margin, _ direction: DirectionClaim) -> Held {
            near(published, margin, .plain, .intervention, direction: part == .reading ? direction : nil)
        }
        func order(_ id: String, _ trend: Trend) -> DirectionClaim {
            trend.claim(identifier(part, id, previous ?? next ?? weightDecay), isFirst: previous == nil)
        }
        func branch(
            _ id: String, _ words: String, _ held: Held = (nil, nil),
            _ value: @escaping @Sendable (InterventionRecord.Branch) -> Double?
        ) -> Row { Self.branch(part, id, words, weightDecay, held, value) }
        let rows = [
            branch("accuracy", "test accuracy", held(arm.testAccuracy, .accuracy, .above(0.95))) { $0.testAccuracy },
            branch("linear", "linear R²", held(arm.linearR2, .readout, order("linear", .falls))) { $0.linearR2 },
            branch(
                "entropy", "attention entropy", held(arm.attentionEntropy, .entropy, order("entropy", .grows))
            ) { $0.attentionEntropy },
            branch("norm", "‖θ‖", held(arm.parameterNorm, .norm, order("norm", .falls))) { $0.parameterNorm },
        ]
        guard part == .reading else { return rows }
        return rows + [
            branch("linear-normed", "linear R² after the final LayerNorm") { $0.normedLinearR2 },
            branch("mlp", "MLP R²") { $0.mlpR2 },
        ]
    }

    /// What a figure does as ω grows.
    private enum Trend {
        case falls, grows

        /// The figure compared with that of the arm before, and for the first arm with that of the one behind.
        func claim(_ row: String, isFirst: Bool) -> DirectionClaim {
            (self == .falls) == isFirst ? .aboveRow(row) : .belowRow(row)
        }
    }

    private static func identifier(_ part: ReportPart, _ id: String, _ weightDecay: Double) -> String {
        (part == .figures ? "published-" : "") + "intervention-\(id)-\(ValueFormat.trimmed(weightDecay))"
    }

    /// A figure of the fork with one weight decay.
    private static func branch(
        _ part: ReportPart, _ id: String, _ words: String, _ weightDecay: Double, _ held: Held,
        _ value: @escaping @Sendable (InterventionRecord.Branch) -> Double?
    ) -> Row {
        row(
            identifier(part, id, weightDecay), .intervention, "\(words), ω = \(ValueFormat.trimmed(weightDecay))",
            .plain, held, part: part
        ) { seed in
            let intervention = part == .figures ? seed.publishedIntervention : seed.intervention
            guard let intervention, let own = intervention.branch(weightDecay), let value = value(own) else {
                return nil
            }
            return Figure(
                seed: seed.seed, value: value, run: own.run.name, step: intervention.step + intervention.steps)
        }
    }
}
