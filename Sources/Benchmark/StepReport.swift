/// What the optimizer step of a task costs here.
package struct StepReport: Sendable, Codable {
    package var task: String
    /// Median and 95th percentile over the measured steps, ledger and spectrum included.
    package var msPerStep: Double
    package var msPerStepP95: Double
    package var steps: Int
    /// Operations of the step's matrix products, as computed: without padding, and shared rows once.
    package var usefulGflops: Double
    /// The same products and nothing else, on all threads.
    package var sgemmGflops: Double
    package var ratioToSgemm: Double
    /// Share of each phase in a step's time; together 1.
    package var phases: [String: Double]
    /// Ledger, Gram matrix and edge: share of the time of training.
    package var spectralPercent: Double
    /// Milliseconds of one evaluation, and its share of the time at the task's own cadence.
    package var evaluationMs: Double
    package var evaluationPercent: Double
    package var peakMemoryBytes: Int
}
