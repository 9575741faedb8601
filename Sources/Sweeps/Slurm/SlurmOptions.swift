/// How Slurm runs a sweep.
package struct SlurmOptions: Sendable, Codable, Equatable {
    /// Options of sbatch, passed on as they are: `--partition=main`, `--time=4:00:00`.
    package var sbatch: [String] = []
    /// Lines of shell that come before the work, such as `module load …`.
    package var setup: [String] = []
    /// The most runs at a time; nil for as many as Slurm allows.
    package var limit: Int?
    /// Seconds before the time limit at which a run makes its checkpoint and gives way; nil for `usualSignal`.
    package var signalSeconds: Int?
    /// Whether the sweep may be in a folder that other machines may not see.
    package var takesAnyFolder = false

    /// Nothing is asked for.
    package init() {}

    /// What `limit` may be.
    package static let limits = 1...100_000
    /// What `signalSeconds` may be: Slurm looks at times once a minute, and 65535 is its largest.
    package static let signals = 60...65_535
    /// The usual `signalSeconds`: a minute that Slurm may be late, and a minute for a step and a checkpoint.
    package static let usualSignal = 120
    /// How often an element of an array goes back to the queue.
    package static let mostRestarts = 20

    /// Options of sbatch that a sweep gives itself.
    private static let own = [
        "--array", "-a", "--output", "-o", "--error", "-e", "--requeue", "--no-requeue", "--open-mode", "--signal",
        "--job-name", "-J", "--parsable", "--wrap", "--wait", "-W", "--test-only",
    ]

    /// What is wrong with the options of sbatch, as it follows their name; nil where nothing is.
    package var problem: String? {
        for option in sbatch {
            let name = String(option.prefix { $0 != "=" })
            if Self.own.contains(name) { return "has \(name), which the sweep gives itself" }
        }
        return sbatch.first { !$0.hasPrefix("-") }.map {
            "has '\($0)'; options of sbatch begin with -, and a value follows = (--partition=main)"
        }
    }
}
