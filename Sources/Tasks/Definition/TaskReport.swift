/// What a replication of the paper does with a task, and what it says of it.
package struct TaskReport: Sendable {
    /// The task's name in headings: `Modular addition`.
    package var title: String
    /// The task's place among those that the study is about; nil where it is not among them.
    package var place: Int?
    /// The paper's figures; empty where it has none.
    package var paper = PaperFigures()
    /// The steps at which the paper probes.
    package var paperSteps: [Int] = []
    /// Seeds when none are asked for; nil for the paper's three.
    package var seeds: [UInt64]?
    /// Optimizer steps when none are asked for; nil for the preset's.
    package var steps: Int?
    /// Bytes that the checkpoints of one run may take.
    package var checkpointBytes = 1_500_000_000
    /// What a reader has to know before the figures.
    package var caveats: [String] = []

    /// Makes the report of a task that the paper has nothing of.
    package init(title: String) { self.title = title }
}
