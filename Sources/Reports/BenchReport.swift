package import Benchmark

/// The results of `groktop bench`, as `--json` prints them.
package struct BenchReport: Codable {
    /// One report for each task.
    package var tasks: [StepReport]
    /// The kernels that OpenBLAS picked.
    package var blasCore: String
    /// Threads that computed.
    package var threads: Int

    /// - Parameters:
    ///   - tasks: one report for each task.
    ///   - blasCore: the kernels that OpenBLAS picked.
    ///   - threads: threads that computed.
    package init(tasks: [StepReport], blasCore: String, threads: Int) {
        (self.tasks, self.blasCore, self.threads) = (tasks, blasCore, threads)
    }
}
