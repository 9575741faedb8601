package import Console
internal import Foundation
internal import Recording
package import RunEvents

/// How long a sweep takes on this machine, and how much disk, measured by short runs of its own.
package struct SweepEstimate: Sendable {
    /// Seconds that the runs take when as many are trained at a time as there are lanes. Runs that may end early, or
    /// have probes, count without.
    package var seconds = 0.0
    /// Bytes of all run folders.
    package var bytes = 0.0
    /// How many kinds of runs were measured, and how many there are: runs that differ in seed, η and ω are of one kind.
    package var measured = 0
    /// See `measured`.
    package var kinds = 0

    /// More kinds are not measured; the others count as the one before them.
    private static let mostKinds = 8

    /// Measures. It takes some `secondsPerKind` for each kind of run, and leaves nothing behind.
    ///
    /// - Parameters:
    ///   - runs: the runs, with their words for `groktop train`.
    ///   - program: the path of groktop, and the environment.
    ///   - lanes: how many runs are trained at a time.
    ///   - threads: threads of each.
    ///   - secondsPerKind: how long a kind of run is trained.
    /// - Throws: `Failure` where no run can be trained here.
    package init(
        _ runs: [(words: [String], config: RunConfig)], _ settings: WorkSettings, lanes: Int, threads: Int,
        secondsPerKind: Double
    ) throws(Failure) {
        let groups = Dictionary(grouping: runs.indices) { Kind(runs[$0].config) }.values.sorted { $0[0] < $1[0] }
        kinds = groups.count
        var cost: SweepTrial.Cost?
        // Spread over all kinds, so that small and large ones are among them.
        let most = min(kinds, Self.mostKinds)
        let chosen = Set((0..<most).map { $0 * kinds / most })
        for (index, group) in groups.enumerated() {
            if chosen.contains(index) {
                let trial = SweepTrial(settings, lanes: lanes, threads: threads, seconds: secondsPerKind)
                cost = try trial.cost(of: group.prefix(lanes).map { runs[$0].words })
                measured += 1
            }
            guard let cost else { continue }
            for run in group { add(cost, runs[run].config, runs[run].words, lanes: min(lanes, runs.count)) }
        }
    }

    private mutating func add(_ cost: SweepTrial.Cost, _ config: RunConfig, _ words: [String], lanes: Int) {
        let steps = Double(config.steps)
        seconds += (cost.startSeconds + steps * cost.secondsPerStep) / Double(lanes)
        let budget = Self.value("--checkpoint-budget", in: words).flatMap { Double($0) } ?? 256
        let checkpoints = (steps / cost.stepsPerCheckpoint + 2) * cost.checkpointBytes
        bytes += cost.emptyBytes + steps * cost.bytesPerStep + min(checkpoints, budget * 1_048_576)
    }

    private static func value(_ option: String, in words: [String]) -> String? {
        words.lastIndex(of: option).flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
    }

    /// What the cost of a step depends on.
    private struct Kind: Hashable {
        private let text: String

        init(_ config: RunConfig) {
            var config = config
            (config.seed, config.steps, config.ending) = (0, 1, nil)
            (config.optimizer.learningRate, config.optimizer.weightDecay) = (1, 0)
            text = (try? JSONText.line(config)) ?? ""
        }
    }
}
