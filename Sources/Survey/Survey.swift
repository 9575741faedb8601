internal import RunEvents

/// All runs of a sweep with what came out of them.
package struct Survey: Sendable, Equatable {
    /// What the sweep's folder is called. Text from outside.
    package let name: String
    /// The names whose values differ from run to run, in the plan's order. Text from outside.
    package let axes: [String]
    /// The runs in the plan's order.
    package let runs: [SurveyedRun]
    /// How many of them have figures that are not read yet, but for when they grokked and their best accuracy.
    package let unread: Int

    /// The axis that makes repetitions, and no conditions.
    package static let seed = "seed"

    /// - Parameters:
    ///   - name: what the sweep's folder is called.
    ///   - axes: the names whose values differ from run to run.
    ///   - runs: the runs in the plan's order.
    ///   - unread: how many of them have figures that are not read yet.
    package init(name: String, axes: [String], runs: [SurveyedRun], unread: Int = 0) {
        (self.name, self.axes, self.runs, self.unread) = (name, axes, runs, unread)
    }

    /// The axes that make conditions: all but the seed.
    package var parameters: [String] { axes.filter { $0 != Self.seed } }

    /// The values that runs have on an axis: numbers first, ascending, then words in the plan's order. A run without a
    /// value, of another list of the plan, has the empty one.
    package func values(of axis: String) -> [String] {
        var known: Set<String> = []
        let values = runs.map { $0.values[axis] ?? "" }.filter { known.insert($0).inserted }
        let numbers = values.map { NumberInput.decimal($0) ?? .infinity }
        return values.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }.map { values[$0] }
    }

    /// The runs that have the same values on some axes, for every combination that occurs. The first axis changes
    /// slowest.
    package func groups(by axes: [String]) -> [SurveyGroup] {
        let byValues = Dictionary(grouping: runs) { run in axes.map { run.values[$0] ?? "" } }
        let orders = axes.map { axis in
            Dictionary(uniqueKeysWithValues: values(of: axis).enumerated().map { ($1, $0) })
        }
        func places(_ values: [String]) -> [Int] { zip(values, orders).map { $1[$0] ?? 0 } }
        return byValues.map { (places($0), SurveyGroup(axes: axes, values: $0, runs: $1)) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }
}
