/// The cost of a task's optimizer step on this machine.
package struct StepReport: Sendable, Codable {
    /// The task's name.
    package var task: String
    /// Median milliseconds of a step over the measured steps, ledger and spectrum included.
    package var msPerStep: Double
    /// 95th percentile of a step's milliseconds.
    package var msPerStepP95: Double
    /// How many steps were timed.
    package var steps: Int
    /// Billions of operations per second in the step's matrix products, without padding, and with shared rows counted
    /// once.
    package var usefulGflops: Double
    /// Billions of operations per second for the same products and nothing else, on all threads.
    package var sgemmGflops: Double
    /// `usefulGflops` / `sgemmGflops`.
    package var ratioToSgemm: Double
    /// The share of each phase in a step's time, by name; together 1.
    package var phases: [String: Double]
    /// The share of ledger, Gram matrix and edge in the training time, in percent.
    package var spectralPercent: Double
    /// Milliseconds of one evaluation.
    package var evaluationMs: Double
    /// The share of evaluations in the whole time at the task's own interval, in percent.
    package var evaluationPercent: Double
    /// The peak of resident memory from the benchmark's start to the end of its evaluations, in bytes.
    package var peakMemoryBytes: Int
}
