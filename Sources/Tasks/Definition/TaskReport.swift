/// How a replication of the paper treats a task, and what it says about it.
package struct TaskReport: Sendable {
    /// The task's name in headings: `Modular addition`.
    package var title: String
    /// The task's place among the tasks of the study; nil where it is not one of them.
    package var place: Int?
    /// The paper's figures; all empty where it has none for the task.
    package var paper = PaperFigures()
    /// The steps at which the paper probes.
    package var paperSteps: [Int] = []
    /// The default seeds; nil for the paper's three.
    package var seeds: [UInt64]?
    /// The default number of optimizer steps; nil for the preset's.
    package var steps: Int?
    /// The largest size of one run's checkpoints, in bytes.
    package var checkpointBytes = 1_500_000_000
    /// Remarks that a reader needs before the figures.
    package var caveats: [String] = []

    /// Makes the report of a task that the paper does not cover.
    package init(title: String) { self.title = title }
}
