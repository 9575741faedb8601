internal import ArgumentParser
internal import Configuration
internal import Foundation
internal import RunEvents

/// The options that say how this machine works on a sweep. They do not change a run.
struct SweepWorkOptions: ParsableArguments {
    @Option(
        parsing: .unconditional, help: "Runs that are trained at a time (default: one a core).",
        transform: OptionValue.integer(1...256))
    var jobs: Int?

    @Option(
        parsing: .unconditional, help: "Threads that compute, of all runs together (default: one a core).",
        transform: OptionValue.integer(ConfigLimits.threads))
    var threads: Int?

    var threadCount: Int {
        threads ?? UserConfiguration.configuration.run.threads ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// A run a thread: that is faster than fewer runs with more threads each (docs/DECISIONS.md).
    var laneCount: Int { jobs ?? threadCount }
}
