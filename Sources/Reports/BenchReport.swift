package import Benchmark

/// What `bench --json` prints.
package struct BenchReport: Codable {
    /// One report a task.
    package var tasks: [StepReport]
    /// The kernels that OpenBLAS picked.
    package var blasCore: String
    /// Threads that computed.
    package var threads: Int

    /// - Parameters:
    ///   - tasks: a report each.
    ///   - blasCore: the kernels that OpenBLAS picked.
    ///   - threads: that computed.
    package init(tasks: [StepReport], blasCore: String, threads: Int) {
        (self.tasks, self.blasCore, self.threads) = (tasks, blasCore, threads)
    }
}
