internal import Benchmark

/// What `bench --json` prints.
struct BenchReport: Codable {
    var tasks: [StepReport]
    /// The kernels that OpenBLAS picked.
    var blasCore: String
    var threads: Int
}
