internal import Foundation
internal import RunEvents

/// What a sweep is, as its folder keeps it: written before the first run starts. How runs stand is not in it.
package struct SweepManifest: Sendable, Codable, Equatable {
    /// The manifest's own format.
    package var version = Self.newest
    /// The version of groktop that wrote it.
    package var program: String
    /// Tells this sweep from all others; part of the names of its jobs.
    package var identifier: String
    /// Where a user's program is started.
    package var directory: String
    /// A user's program with its arguments and placeholders; nil where groktop trains.
    package var command: [String]?
    /// Names and values that all runs share.
    package var fixed: [[String]] = []
    /// What `--at` gives to every run.
    package var scheduled: [String] = []
    /// The names whose values differ from run to run, in the plan's order.
    package var axes: [String] = []
    /// Whether Slurm works on it, or this machine.
    package var usesSlurm = false
    /// How Slurm runs it.
    package var slurm = SlurmOptions()
    /// The runs in the plan's order.
    package var cells: [SweepCell] = []

    /// The newest format.
    static let newest = 1

    /// A sweep without runs.
    init(program: String, directory: String) {
        (self.program, self.directory) = (program, directory)
        identifier = String(UInt64.random(in: (1 << 60)...UInt64.max), radix: 16)
    }

    /// A run's values with what all runs share. Its own come first.
    func shared(_ values: [String: String]) -> [String: String] {
        fixed.reduce(into: values) { values, pair in
            if pair.count == 2, values[pair[0]] == nil { values[pair[0]] = pair[1] }
        }
    }

    /// The options of `groktop train` for a run's values: what all runs share, then axes, then commands.
    package func trainingWords(_ values: [String: String]) -> [String] {
        let shared = fixed.filter { $0.count == 2 && values[$0[0]] == nil }.flatMap { PlanAxis.words($0[0], $0[1]) }
        let own = axes.flatMap { axis in values[axis].map { PlanAxis.words(axis, $0) } ?? [] }
        return shared + own + scheduled.flatMap { ["--at", $0] }
    }

    /// The options that `groktop resume` takes as well: those that say how a run is recorded.
    var recordingWords: [String] {
        fixed.filter { $0.count == 2 && PlanNames.recording.contains($0[0]) }.flatMap { PlanAxis.words($0[0], $0[1]) }
    }

    /// The words of a user's program for a run.
    ///
    /// - Throws: `PlanProblem` where the manifest was written by somebody else, and is wrong.
    func commandWords(_ cell: SweepCell, runs: String, threads: Int) throws(PlanProblem) -> [String] {
        guard let command else { return [] }
        let own = ["runs": runs, "name": cell.name, "threads": "\(threads)"]
        return try CommandTemplate(command).filled(shared(cell.values).merging(own) { $1 })
    }

    /// Whether every run of another sweep is one of this one, and what surrounds them is the same.
    func holds(_ other: SweepManifest) -> Bool {
        Set(cells.map(\.digest)).isSuperset(of: other.cells.map(\.digest)) && (command == nil) == (other.command == nil)
    }
}
