internal import Console
internal import Foundation

/// Asks Slurm's accounting, which many clusters do not have, how jobs ended that its queue has forgotten.
enum SlurmAccounting {
    /// An element of an array.
    struct Place: Hashable, Sendable {
        var batch: Int
        var index: Int
    }

    /// The states of elements; empty where there is no accounting.
    static func states(_ tool: SlurmTool, _ jobs: [SlurmJobs.Job]) -> [Place: String] {
        guard !jobs.isEmpty else { return [:] }
        let identifiers = jobs.map { String($0.job.prefix { $0 != ";" }) }
        let words = ["sacct", "-n", "-X", "-P", "-j", identifiers.joined(separator: ","), "-o", "JobID,State"]
        guard let answer = try? tool.run(words), answer.isSuccess else { return [:] }
        let batches = Dictionary(zip(identifiers, jobs.map(\.batch)), uniquingKeysWith: { $1 })
        var states: [Place: String] = [:]
        for line in answer.output.split(separator: "\n") {
            // 123_7|TIMEOUT, 123_7|CANCELLED by 1000
            guard let match = line.wholeMatch(of: /([0-9]+)_([0-9]+)\|([A-Z_]+).*/), let index = Int(match.2),
                let batch = batches[String(match.1)]
            else { continue }
            states[Place(batch: batch, index: index)] = String(match.3)
        }
        return states
    }
}
