internal import RunEvents
internal import Survey
internal import TerminalUI

/// A column of the table of runs.
package enum BoardColumn: Hashable, Sendable {
    /// The value on an axis of the sweep.
    case axis(String)
    case state, step, memorized, grokked, called, lead, best, driveClass, gap, norm, ablation, run

    /// The columns of a sweep, from the left.
    static func all(_ axes: [String]) -> [BoardColumn] {
        axes.map(BoardColumn.axis)
            + [.state, .step, .grokked, .lead, .best, .driveClass, .gap, .memorized, .called, .norm, .ablation, .run]
    }

    /// The heading.
    var title: String {
        switch self {
        case .axis(let name): PrintableText.line(name)
        case .state: "state"
        case .step: "step"
        case .memorized: "memorized"
        case .grokked: "grokked"
        case .called: "◇"
        case .lead: "lead"
        case .best: "best"
        case .driveClass: "class"
        case .gap: "gap R"
        case .norm: "‖θ‖"
        case .ablation: "−v₁v₂"
        case .run: "run"
        }
    }

    /// Columns on the screen.
    var width: Int {
        switch self {
        case .axis: min(13, max(6, title.unicodeScalars.count))
        case .state, .driveClass: 11
        case .step, .memorized, .lead: 9
        case .grokked, .called, .norm, .gap, .ablation: 7
        case .best: 5
        case .run: 26
        }
    }

    /// Whether figures stand at the right of the column.
    var isRight: Bool {
        switch self {
        case .state, .driveClass, .run: false
        default: true
        }
    }

    /// Whether the column is first sorted from the largest down.
    var startsDescending: Bool {
        switch self {
        case .best, .lead, .step: true
        default: false
        }
    }

    /// What stands in the column.
    func text(_ run: SurveyedRun) -> String {
        let figures = run.figures
        func step(_ value: Int?) -> String { value.map(NumberText.grouped) ?? NumberText.unknown }
        switch self {
        case .axis(let name): return PrintableText.line(run.values[name] ?? NumberText.unknown)
        case .state: return run.state
        case .step: return step(run.step)
        case .memorized: return step(figures.memorizedAt)
        case .grokked: return step(figures.grokkedAt)
        case .called: return step(figures.calledAt)
        case .lead: return figures.lead.map { NumberText.signed(Double($0), decimals: 0) } ?? NumberText.unknown
        case .best: return figures.bestTestAccuracy.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.unknown
        case .driveClass: return figures.paperClass?.rawValue ?? NumberText.unknown
        case .gap: return figures.gapRatio.map(NumberText.ratio) ?? NumberText.unknown
        case .norm: return figures.parameterNorm.map(NumberText.length) ?? NumberText.unknown
        case .ablation:
            return figures.ablationChange.map { NumberText.signed($0, decimals: 3) } ?? NumberText.unknown
        case .run: return run.name
        }
    }

    /// What a run is sorted by: a number, or a text. What is not known stands last either way.
    func key(_ run: SurveyedRun) -> (number: Double?, text: String) {
        let figures = run.figures
        func whole(_ value: Int?) -> (Double?, String) { (value.map(Double.init), "") }
        switch self {
        case .axis(let name):
            let value = run.values[name] ?? ""
            return (NumberInput.decimal(value), value)
        case .state: return (nil, run.state)
        case .step: return whole(run.step)
        case .memorized: return whole(figures.memorizedAt)
        case .grokked: return whole(figures.grokkedAt)
        case .called: return whole(figures.calledAt)
        case .lead: return whole(figures.lead)
        case .best: return (figures.bestTestAccuracy, "")
        case .driveClass: return (nil, figures.paperClass?.rawValue ?? "")
        case .gap: return (figures.gapRatio, "")
        case .norm: return (figures.parameterNorm, "")
        case .ablation: return (figures.ablationChange, "")
        case .run: return (nil, run.name)
        }
    }
}
