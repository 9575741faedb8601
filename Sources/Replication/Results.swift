package import RunEvents

/// All that a replication found: what is written as results.json, and what both reports are made of.
package struct Results: Sendable, Codable, Equatable {
    /// groktop's.
    package var version: String
    /// What made it.
    package var command: String
    package var tasks: [TaskResults]

    package init(version: String, command: String, tasks: [TaskResults]) {
        self.version = version
        self.command = command
        self.tasks = tasks
    }
}

package struct TaskResults: Sendable, Codable, Equatable {
    package var task: TaskName
    package var runs: [RunResult]
    package var rows: [RowResult]
    package var tables: [Table]
    package var charts: [Chart]
}

/// A run that figures are of.
package struct RunResult: Sendable, Codable, Equatable {
    package var name: String
    package var identifier: String
    package var seed: UInt64
    package var weightDecay: Double
    package var steps: Int
    package var grokkedAt: Int?
    package var parameterDigest: String?
    /// groktop's, when it was made.
    package var version: String
    /// Kernels that OpenBLAS picked, of each process.
    package var kernels: [String]
    /// Where it was probed, by name, and at the paper's fixed steps.
    package var places: [String: Int]
    package var fixedSteps: [Int]
}

/// A row of the table.
package struct RowResult: Sendable, Codable, Equatable {
    package var id: String
    package var section: String
    package var quantity: String
    package var format: ValueFormat
    /// The paper's figure, and where it stands.
    package var paper: String?
    package var place: String?
    package var figures: [Figure]
    package var mean: Double?
    package var standardDeviation: Double?
    package var rule: String?
    package var verdict: Verdict

    /// Mean ± s.d. as it is printed.
    package var text: String { Summary(figures).text(format) }
}

/// Figures that are more than one a row.
package struct Table: Sendable, Codable, Equatable {
    package var id: String
    package var title: String
    package var caption: String
    package var header: [String]
    package var rows: [[String]]
}
