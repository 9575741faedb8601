/// How a replication of the paper treats a task, and what it says about it.
package struct TaskReport: Sendable {
    /// The task's name in headings: `Modular addition`.
    package var title: String
    /// The task's place among the tasks of the study; nil where it is not one of them.
    package var place: Int?
    /// The paper's figures; all empty where it has none for the task.
    package var paper = PaperFigures()
    /// The seeds that the lifecycle estimate was not fitted to, and nothing else was chosen for: the twenty after 1, 2
    /// and 3, which it was fitted to. Empty where none are trained.
    package var unselectedSeeds: [UInt64] = []
    /// The paper's seeds that are also trained without weight decay; nil where all three are.
    package var undecayedSeeds: [UInt64]?
    /// Whether the runs take hours each, so that they are trained only where the task is asked for by name.
    package var isLong = false
    /// The default number of optimizer steps; nil for the preset's.
    package var steps: Int?
    /// The largest size of one run's checkpoints, in bytes.
    package var checkpointBytes = 1_500_000_000
    /// The same for a run of a seed that was not selected.
    package var unselectedCheckpointBytes = 100_000_000
    /// Remarks that a reader needs before the figures.
    package var caveats: [String] = []

    /// Makes the report of a task that the paper does not cover.
    package init(title: String) { self.title = title }
}
