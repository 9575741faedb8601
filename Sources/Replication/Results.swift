package import RunEvents

/// All that a replication found. The reports and results.json are made from it.
package struct Results: Sendable, Equatable {
    /// The version of the groktop that made the report.
    package var version: String
    /// The command line that made it.
    package var command: String
    /// What was found for each task, in the order of the report.
    package var tasks: [TaskResults]

    /// - Parameter command: the command line, as the report prints it.
    package init(version: String, command: String, tasks: [TaskResults]) {
        self.version = version
        self.command = command
        self.tasks = tasks
    }
}

/// What was found for one task.
package struct TaskResults: Sendable, Equatable {
    /// The task that the runs were trained on.
    package var task: TaskName
    /// Every run that was measured: those of the published seeds first, then those of seeds that were not selected.
    package var runs: [RunResult]
    /// The rows of both tables, in order.
    package var rows: [RowResult]
    /// Tables that have more than one figure a row.
    package var tables: [Table]
    /// The figures of the report.
    package var charts: [Chart]
    /// How the lifecycle estimate and the naive rule did on the seeds that decide.
    package var calls: CallComparison
    /// The same on their runs with weight decay alone.
    package var decayedCalls: CallComparison
}

/// A run that figures come from.
package struct RunResult: Sendable, Equatable {
    /// The name of the run's folder.
    package var name: String
    /// 128 bits in hexadecimal, which stay when the folder is renamed.
    package var identifier: String
    /// The seed of its parameters and batches.
    package var seed: UInt64
    /// ω that the run began with.
    package var weightDecay: Double
    /// Optimizer steps of the whole run.
    package var steps: Int
    /// The step of the first `grokked` mark; nil where there is none.
    package var grokkedAt: Int?
    /// SHA-256 of the final parameters; nil where the run has not ended.
    package var parameterDigest: String?
    /// The version of the groktop that made the run.
    package var version: String
    /// The kernels that OpenBLAS picked, one name for each process that trained the run.
    package var kernels: [String]
    /// The steps at which it was probed, by name: before, at and after grokking, and late.
    package var places: [String: Int]
    /// The author's own steps at which it was probed.
    package var fixedSteps: [Int]
    /// Whether nothing but its place in the row of numbers chose the seed.
    package var isUnselected: Bool
}

/// A row of a table.
package struct RowResult: Sendable, Equatable {
    /// Names the row within its task: other rows' claims refer to it.
    package var id: String
    /// The table that the row stands in.
    package var part: ReportPart
    /// The heading that the row stands under.
    package var section: String
    /// What was measured, in words.
    package var quantity: String
    /// How its figures are written.
    package var format: ValueFormat
    /// The paper's figure, to the letter; nil where it has none.
    package var paper: String?
    /// The experiment that the paper's figure is a result of; nil where it has none.
    package var place: String?
    /// One figure a published seed, as far as there are any.
    package var figures: [Figure]
    /// One figure a seed that was not selected, as far as there are any.
    package var unselected: [Figure]
    /// What the row is held to, in words; nil where the paper has no figure.
    package var claim: String?
    /// The interval of the figures that decide, in words; nil where there are too few.
    package var interval: String?
    /// What the figures say of the paper's.
    package var verdict: Verdict
    /// p-values of the claim's figure and of its direction, corrected for the number of rows; nil where not tested.
    package var figureEvidence, directionEvidence: Evidence?

    /// Mean ± s.d. over the published seeds as it is printed.
    package var text: String { Summary(figures).text(format) }
    /// The same over the seeds that were not selected.
    package var unselectedText: String { Summary(unselected).text(format) }
}

/// A table with more than one figure a row.
package struct Table: Sendable, Equatable {
    /// Names the table within its task, in anchors.
    package var id: String
    /// The heading above the table.
    package var title: String
    /// What the table shows, in a sentence or two.
    package var caption: String
    /// The titles of the columns.
    package var header: [String]
    /// The cells, row by row; each row is as long as the header.
    package var rows: [[String]]
}
