internal import Benchmark
internal import Foundation

/// What `bench --json` prints.
struct BenchReport: Codable {
    var tasks: [StepReport]
    /// The kernels that OpenBLAS picked.
    var blasCore: String
    var threads: Int

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
