internal import Benchmark
internal import Digests
internal import Foundation
internal import Kernels
internal import RunEvents
internal import Runs

/// What steps of the presets cost on this machine, kept in the user's data folder. It counts for this version of
/// groktop, these kernels and this number of threads; otherwise it is measured anew.
struct SpeedFile: Sendable {
    private let file: URL
    private let threads: Int

    private struct Content: Codable {
        var version: String
        var kernels: String
        var threads: Int
        /// By the digest of what decides the cost.
        var costs: [String: StepTimer.Cost]
    }

    /// - Parameter folder: the user's data folder for groktop; it need not be there.
    init(in folder: URL, threads: Int) {
        file = folder.appendingPathComponent("speed.json", isDirectory: false)
        self.threads = threads
    }

    /// What decides the cost of a run's steps: all but its task's name, its seed and how long it is. Arithmetic with
    /// another polynomial costs the same.
    static func key(_ config: RunConfig) -> String {
        var config = config
        (config.task, config.seed, config.steps) = ("", 0, 1)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        // A configuration of a preset has no number that JSON cannot hold.
        let data = (try? encoder.encode(config)) ?? Data()
        return String(data.withUnsafeBytes { SHA256.hexadecimal($0) }.prefix(16))
    }

    /// What was measured, by key; nothing where the file is missing, damaged, or of another version or machine.
    func read() -> [String: StepTimer.Cost] {
        guard let data = try? Data(contentsOf: file), let content = try? JSONDecoder().decode(Content.self, from: data),
            content.version == ProgramVersion.current, content.kernels == MatrixProduct.coreName,
            content.threads == threads
        else { return [:] }
        return content.costs.filter { $0.value.step.isFinite && $0.value.step > 0 && $0.value.evaluation >= 0 }
    }

    /// Writes what was measured. Where that is not possible, it is measured again the next time.
    func write(_ costs: [String: StepTimer.Cost]) {
        let content = Content(
            version: ProgramVersion.current, kernels: MatrixProduct.coreName, threads: threads, costs: costs)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let data = try? encoder.encode(content) else { return }
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? data.write(to: file, options: .atomic)
    }
}
