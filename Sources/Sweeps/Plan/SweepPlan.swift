/// What a plan says: what all runs share, and what differs from run to run.
package struct SweepPlan: Sendable, Equatable {
    /// A program of the user's with its arguments, in which `{name}` stands for a value; nil where groktop trains.
    package var command: [String]?
    /// What all runs share, one value each.
    package var fixed: [PlanAxis] = []
    /// Commands for steps of every run, as `--at` takes them.
    package var scheduled: [PlanAxis] = []
    /// Each value of each of these with each of all others.
    package var grid: [PlanAxis] = []
    /// Runs besides those of the grid: every entry is a grid of its own.
    package var list: [[PlanAxis]] = []
    /// The folder of the sweep; nil where the plan names none.
    package var out: String?
    /// How Slurm runs it.
    package var slurm = SlurmOptions()

    /// A plan of one run, with everything as the task has it.
    package init() {}

    /// The most runs of a sweep.
    package static let mostRuns = 100_000

    /// The names whose values differ from run to run, in the plan's order.
    package var axes: [String] {
        (grid + list.flatMap(\.self)).reduce(into: []) { if !$0.contains($1.name) { $0.append($1.name) } }
    }

    /// The values of each run by name, those of the grid first. The first axis changes slowest.
    ///
    /// - Throws: `PlanProblem` where there are too many.
    package func combinations() throws(PlanProblem) -> [[String: String]] {
        let grids = (grid.isEmpty && !list.isEmpty ? [] : [grid]) + list
        var count = 0
        for axes in grids {
            var runs = 1
            for axis in axes { runs = min(runs * axis.values.count, Self.mostRuns + 1) }
            count += runs
        }
        guard count <= Self.mostRuns else {
            throw PlanProblem("the plan has more than \(Self.mostRuns) runs; it must have fewer")
        }
        return grids.flatMap { axes in
            axes.reduce([[:]]) { runs, axis in
                runs.flatMap { run in axis.values.map { run.merging([axis.name: $0]) { $1 } } }
            }
        }
    }

    /// The line on which a run's value of a name stands; nil on the command line.
    func line(of name: String) -> Int? {
        (list.flatMap(\.self) + grid + fixed).first { $0.name == name && $0.line != nil }?.line
    }
}
