internal import RunEvents
internal import Survey
internal import TerminalUI

/// What the heat map shows of the runs of a cell.
package enum BoardFigure: String, Sendable, CaseIterable {
    case grokStep, share, bestAccuracy, lead, driveClass, gapRatio, ablation

    /// What it is called.
    var title: String {
        switch self {
        case .grokStep: "grok step, median"
        case .share: "share that grokked"
        case .bestAccuracy: "best accuracy, median"
        case .lead: "lead of ◇, median"
        case .driveClass: "class at the end"
        case .gapRatio: "gap R, median"
        case .ablation: "without v₁ v₂, median"
        }
    }

    /// Whether its level is a share of the runs.
    var isShare: Bool { self == .share || self == .driveClass }

    /// What a cell says, in about nine columns. Figures of a single run stand for themselves; intervals are on the
    /// page that `groktop sweep report` writes.
    func text(_ group: SurveyGroup) -> String {
        switch self {
        case .grokStep:
            let survival = group.survival
            if let median = survival.median { return NumberText.grouped(median) }
            return survival.count > 0 ? ">" + NumberText.grouped(survival.lastTime) : NumberText.unknown
        case .share:
            let (count, total) = group.grokked
            return total > 0 ? "\(count)/\(total)" : NumberText.unknown
        case .bestAccuracy: return median(group, .bestAccuracy) { NumberText.fixed($0, decimals: 3) }
        case .lead: return median(group, .lead) { NumberText.signed($0, decimals: 0) }
        case .driveClass:
            let classes = group.classes
            guard let first = classes.first else { return NumberText.unknown }
            let total = classes.map(\.count).reduce(0, +)
            let name = first.driveClass.rawValue.prefix(5)
            return total < 10 ? "\(name) \(first.count)/\(total)" : "\(name) \(100 * first.count / total)%"
        case .gapRatio: return median(group, .gapRatio, NumberText.ratio)
        case .ablation: return median(group, .ablation) { NumberText.signed($0, decimals: 2) }
        }
    }

    /// How much of the cell's colour there is, before it is set in proportion to the other cells: more is darker. nil
    /// for no colour.
    func level(_ group: SurveyGroup) -> Double? {
        switch self {
        // The sooner, the darker.
        case .grokStep: return group.survival.median.map { -Double($0) }
        case .share:
            let (count, total) = group.grokked
            return total > 0 ? Double(count) / Double(total) : nil
        case .bestAccuracy: return group.median(.bestAccuracy)
        case .lead: return group.median(.lead)
        case .driveClass:
            let classes = group.classes
            return classes.first.map { Double($0.count) / Double(classes.map(\.count).reduce(0, +)) }
        case .gapRatio: return group.median(.gapRatio)
        case .ablation: return group.median(.ablation).map { -$0 }
        }
    }

    private func median(_ group: SurveyGroup, _ figure: SurveyFigure, _ text: (Double) -> String) -> String {
        group.median(figure).map(text) ?? NumberText.unknown
    }
}
