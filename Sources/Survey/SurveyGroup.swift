internal import Replication
package import RunEvents

/// Runs that have the same values on some axes, and what they say together.
package struct SurveyGroup: Sendable, Equatable {
    /// The axes.
    package let axes: [String]
    /// The common value on each of these axes.
    package let values: [String]
    /// The runs, in the plan's order.
    package let runs: [SurveyedRun]

    /// - Precondition: there is a value for each axis.
    package init(axes: [String], values: [String], runs: [SurveyedRun]) {
        precondition(axes.count == values.count, "\(axes.count) axes with \(values.count) values")
        (self.axes, self.values, self.runs) = (axes, values, runs)
    }

    /// The values with the names of their axes, printable: `weight-decay 1, learning-rate 3e-4`.
    package var label: String {
        let parts = zip(axes, values).map { "\($0) \($1.isEmpty ? "–" : $1)" }
        return parts.isEmpty ? "all runs" : PrintableText.line(parts.joined(separator: ", "))
    }

    /// How long runs stay without having grokked.
    package var survival: Survival { Survival(runs.compactMap(\.observation)) }

    /// How many runs have grokked, of how many of which it is known.
    package var grokked: (count: Int, of: Int) {
        let decided = runs.filter(\.isDecided)
        return (decided.count { $0.figures.grokkedAt != nil }, decided.count)
    }

    /// How many runs have each class in the last window of the paper's; the most frequent first, equals in the order of
    /// the classes.
    package var classes: [(driveClass: DriveClass, count: Int)] {
        let found = runs.compactMap(\.figures.paperClass)
        return DriveClass.allCases.map { name in (name, found.count { $0 == name }) }.filter { $0.1 > 0 }
            .enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element)
    }

    /// What runs have of a figure, those without it left out.
    package func values(_ figure: SurveyFigure) -> [Double] { runs.compactMap { figure.value($0) } }

    /// The figure's median over the runs that have it; nil where none does.
    package func median(_ figure: SurveyFigure) -> Double? { Statistics.median(values(figure)) }
}
