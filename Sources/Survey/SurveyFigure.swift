/// A figure of a run that is a number.
package enum SurveyFigure: String, Sendable, CaseIterable {
    case grokStep, bestAccuracy, lead, gapRatio, parameterNorm, ablation

    /// What it is called.
    package var title: String {
        switch self {
        case .grokStep: "grok step"
        case .bestAccuracy: "best test accuracy"
        case .lead: "lead of the lifecycle call, steps"
        case .gapRatio: "gap R at the end"
        case .parameterNorm: "‖θ‖ at the end"
        case .ablation: "accuracy change without v₁ and v₂"
        }
    }

    /// What a run has of it; nil where it has none, or no finite number.
    package func value(_ run: SurveyedRun) -> Double? {
        let figures = run.figures
        let value: Double? =
            switch self {
            case .grokStep: figures.grokkedAt.map(Double.init)
            case .bestAccuracy: figures.bestTestAccuracy
            case .lead: figures.lead.map(Double.init)
            case .gapRatio: figures.gapRatio
            case .parameterNorm: figures.parameterNorm
            case .ablation: figures.ablationChange
            }
        return value.flatMap { $0.isFinite ? $0 : nil }
    }
}
