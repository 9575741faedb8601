internal import RunEvents

/// A survey as a table: one row a run, in the plan's order. docs/SWEEPS.md explains every column.
package struct SurveyTable: Sendable {
    /// The names of the columns: those of the axes first.
    package let header: [String]
    /// A row for each run. A figure that is missing is an empty field; numbers have a point and no separators.
    package let rows: [[String]]

    private static let outcomes: [(name: String, text: @Sendable (SurveyedRun) -> String?)] = [
        ("run", { $0.name }),
        ("state", { $0.state }),
        ("step", { "\($0.step)" }),
        ("planned_steps", { $0.plannedSteps.map { "\($0)" } }),
        ("memorized_at", { $0.figures.memorizedAt.map { "\($0)" } }),
        ("grokked_at", { $0.figures.grokkedAt.map { "\($0)" } }),
        ("called_at", { $0.figures.calledAt.map { "\($0)" } }),
        ("lead_steps", { $0.figures.lead.map { "\($0)" } }),
        ("best_test_accuracy", { number($0.figures.bestTestAccuracy) }),
        ("last_test_accuracy", { number($0.figures.lastTestAccuracy) }),
        ("class_fine", { $0.figures.fineClass?.rawValue }),
        ("class_paper", { $0.figures.paperClass?.rawValue }),
        ("gap_ratio", { number($0.figures.gapRatio) }),
        ("k_star", { $0.figures.kStar.map { "\($0)" } }),
        ("parameter_norm", { number($0.figures.parameterNorm) }),
        ("ablation_step", { $0.figures.ablationStep.map { "\($0)" } }),
        ("ablation_accuracy_change", { number($0.figures.ablationChange) }),
        ("parameter_digest", { $0.parameterDigest }),
    ]

    /// The table of a survey.
    package init(_ survey: Survey) {
        header = Self.names(survey.axes) + Self.outcomes.map(\.name)
        rows = survey.runs.map { run in
            survey.axes.map { run.values[$0] ?? "" } + Self.outcomes.map { $0.text(run) ?? "" }
        }
    }

    /// Names of columns for the axes: every character but letters and digits is an underscore, and a name that another
    /// column has gets `plan_` before it.
    static func names(_ axes: [String]) -> [String] {
        var taken = Set(outcomes.map(\.name))
        return axes.map { axis in
            var name = String(axis.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
            while !taken.insert(name).inserted { name = "plan_" + name }
            return name
        }
    }

    /// With all digits; empty for what is no finite number.
    private static func number(_ value: Double?) -> String? {
        value.flatMap { $0.isFinite ? "\($0)" : nil }
    }
}
