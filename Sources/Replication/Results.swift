package import RunEvents

/// All that a replication found. results.json is this value, and both reports are made from it.
package struct Results: Sendable, Codable, Equatable {
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
package struct TaskResults: Sendable, Codable, Equatable {
    /// The task that the runs were trained on.
    package var task: TaskName
    /// Every run that was measured.
    package var runs: [RunResult]
    /// The rows of the table, in order.
    package var rows: [RowResult]
    /// Tables that have more than one figure a row.
    package var tables: [Table]
    /// The figures of the report.
    package var charts: [Chart]
}

/// A run that figures come from.
package struct RunResult: Sendable, Codable, Equatable {
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
    /// The paper's own steps at which it was probed.
    package var fixedSteps: [Int]
}

/// A row of the table.
package struct RowResult: Sendable, Codable, Equatable {
    /// Names the row within its task: other rows' rules refer to it.
    package var id: String
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
    /// One figure a seed, as far as there are any.
    package var figures: [Figure]
    /// The mean of the figures; nil without any.
    package var mean: Double?
    /// The sample's standard deviation; nil with fewer than two figures.
    package var standardDeviation: Double?
    /// The rule in words; nil where the paper has no figure.
    package var rule: String?
    /// What the figures say of the paper's.
    package var verdict: Verdict

    /// Mean ± s.d. as it is printed.
    package var text: String { Summary(figures).text(format) }
}

/// A table with more than one figure a row.
package struct Table: Sendable, Codable, Equatable {
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
